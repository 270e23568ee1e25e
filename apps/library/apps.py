"""The library: what families ask about relapse, in plain words with sources. Edited in Wagtail, shown by us."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "apps.library"
    label = "library"

    def ready(self) -> None:
        from apps.library import checks  # noqa: F401  registers the system checks
