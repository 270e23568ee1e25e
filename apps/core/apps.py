"""The bottom room: clock, errors, site guide, pages every site needs. It has no models."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "apps.core"
    label = "core"

    def ready(self) -> None:
        from apps.core import checks  # noqa: F401  registers the system checks
