"""The library: what families ask about relapse, in plain words with sources. Edited in Wagtail, shown by us."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "apps.library"
    label = "library"

    def ready(self) -> None:
        """Pages are shown by our views, drafts too; a model itself may not know a view."""
        from apps.library.models import ArticlePage
        from apps.library.views.articles import preview

        ArticlePage.preview = staticmethod(preview)
