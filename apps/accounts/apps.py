from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from apps.accounts.parts import PARTS
        from apps.core import portable

        portable.register(*PARTS)
