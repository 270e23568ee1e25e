from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "apps.interop"
    label = "interop"

    def ready(self) -> None:
        from apps.accounts.changes import had_back
        from apps.circles.services import changes
        from apps.interop import services

        changes.place.register(services.forget_archives)
        had_back.register(services.keep_account)
