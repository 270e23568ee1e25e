"""What the small steps share: one press does one thing and shows the page it was pressed on again."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from apps.core.errors import AskFirst, RuleError
from apps.core.middleware import is_fragment


class Said(NamedTuple):
    """How a press went: the level of the message, and its sentence."""

    level: int
    words: str

    @property
    def is_refusal(self) -> bool:
        return self.level >= messages.WARNING


def wanted_piece(request: HttpRequest, *pieces: str) -> str:
    """The piece of the page that htmx wants to replace, if it is one of these; else nothing."""
    target = request.headers.get("HX-Target", "") if is_fragment(request) else ""
    return target if target in pieces else ""


def shown_page(request: HttpRequest) -> str:
    """The path of the page that is looked at: a piece is asked for from there, at an address of its own."""
    if not is_fragment(request):
        return request.path
    asked_from = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    return urlsplit(asked_from or "").path


def attempt(act: Callable[[], str]) -> Said:
    """Do it, and say how it went. AskFirst is the caller's to ask."""
    try:
        return Said(messages.SUCCESS, act())
    except AskFirst:
        raise
    except RuleError as error:
        return Said(messages.WARNING, error.message)


def lead_back(request: HttpRequest, url: str) -> HttpResponse:
    """To the page that the form names in ``next``, as long as it is one of ours; else to ``url``."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(wanted if ours else url)
