from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "apps.circles"
    label = "circles"

    def ready(self) -> None:
        from apps.circles import called

        called.register()
