"""What editors find in their room, and what happens when they change a word or a source."""

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from apps.library import services
from apps.library.models import Source, Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "info-circle"
    list_display = ("term", "key")


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "openquote"
    list_display = ("title", "publisher", "year")


class WordsGroup(SnippetViewSetGroup):
    items = (TermViewSet, SourceViewSet)
    menu_label = "Words and sources"
    menu_icon = "list-ul"


register_snippet(WordsGroup)


def _forget(*args: Any, **kwargs: Any) -> None:
    services.forget_pages()


for event in (
    "after_create_snippet",
    "after_edit_snippet",
    "after_delete_snippet",
):
    hooks.register(event, _forget)
