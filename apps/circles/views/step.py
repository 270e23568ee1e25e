"""CircleStep: the base of every one-press action under ``/c/<uuid>/``."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from apps.circles.views.base import CircleView
from apps.core.steps import Said, attempt, lead_back


class CircleStep(CircleView, is_base=True):
    """One press does one thing, says how it went, and shows the page it was pressed on again.

    The ids of the address reach ``act``, ``back`` and ``piece`` under their names.
    """

    def act(self, *args: Any, **kwargs: Any) -> str:
        """Do it, and return the sentence that says so."""
        raise NotImplementedError

    def back(self, *args: Any, **kwargs: Any) -> str:
        """The page it belongs to, or Http404; a form may name another of ours in ``next``."""
        raise NotImplementedError

    def piece(self, said: Said, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """What htmx gets in place of that page, where it asked for a piece of it."""
        return None

    def get(self, request: HttpRequest, **ids: Any) -> HttpResponse:
        return self.ask_again(self.back(**ids))

    def post(self, request: HttpRequest, **ids: Any) -> HttpResponse:
        said = attempt(lambda: self.act(**ids))
        if piece := self.piece(said, **ids):
            return piece
        messages.add_message(request, *said)
        return lead_back(request, self.back(**ids))
