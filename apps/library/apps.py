"""The library: what families ask about relapse, in plain words with sources. Edited in Wagtail, shown by us."""

from typing import Any

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "apps.library"
    label = "library"

    def ready(self) -> None:
        """Pages are shown by our views, drafts too; a model itself may not know a view.

        Whichever way Wagtail publishes, takes down or moves one, alone or with others, it says so.
        """
        from wagtail import signals

        from apps.library.models import ArticlePage
        from apps.library.views.articles import preview

        ArticlePage.preview = staticmethod(preview)
        for told in (signals.page_published, signals.page_unpublished, signals.post_page_move):
            told.connect(_forget)


def _forget(**_kwargs: Any) -> None:
    from apps.library import services

    services.forget_pages()
