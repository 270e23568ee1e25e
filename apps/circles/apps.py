from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "apps.circles"
    label = "circles"

    def ready(self) -> None:
        from apps.circles import called
        from apps.circles.parts import PARTS
        from apps.core import portable

        portable.register(*PARTS)
        called.register()
