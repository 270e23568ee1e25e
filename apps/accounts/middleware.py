"""What holds for every signed-in request: the person's zone and language, the idle limit, accepted terms."""

import time
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from apps.accounts import selectors
from apps.accounts.sign_in import is_shared
from apps.core.middleware import is_fragment

Handler = Callable[[HttpRequest], HttpResponse]
TOUCH_EVERY_SECONDS = 60
RENEW_EVERY_SECONDS = 30 * 24 * 3600


class PersonMiddleware:
    """Times and words as the person wants them; a borrowed phone's session ends after idle minutes."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        self._touch(request)
        if request.user.language:
            translation.activate(request.user.language)
        with timezone.override(ZoneInfo(request.user.zone)):
            response = self.get_response(request)
        # Pages about people are never kept by the phone or a proxy on the way.
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response

    def _touch(self, request: HttpRequest) -> None:
        """Push the limit forward: on a borrowed phone with at most one write a minute, on one's own one a month.
        A piece that a page fetches by itself is no sign of anybody: it keeps nobody signed in."""
        if is_fragment(request) and request.method == "GET":
            return
        session = request.session
        borrowed = is_shared(request)
        seen = session.get("seen", 0 if borrowed else None)
        every = TOUCH_EVERY_SECONDS if borrowed else RENEW_EVERY_SECONDS
        if seen is not None and time.time() - seen > every:
            session["seen"] = int(time.time())


class WelcomeMiddleware:
    """Nobody goes on before accepting the terms as they stand; asked again when the operator changes them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Any,
        kwargs: Any,
    ) -> HttpResponse | None:
        page = getattr(view, "view_class", view)
        public = not getattr(view, "login_required", True)
        exempt = getattr(page, "before_welcome", public)
        if not request.user.is_authenticated or exempt:
            return None
        if selectors.has_accepted_current_terms(request.user):
            return None
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return redirect(f"{reverse('account_welcome')}?{query}")
