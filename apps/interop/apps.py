from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "apps.interop"
    label = "interop"

    def ready(self) -> None:
        from apps.accounts.changes import register_having_back
        from apps.circles.services import changes
        from apps.interop import services

        changes.register(services.forget_archives)
        register_having_back(services.keep_account)
