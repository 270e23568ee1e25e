"""The base of public pages: rendered once for all who are signed out, with their own tabs for members.

A shared page knows nothing of the request but its address and the country its reader chose: no session, no
message, no token, no form that posts.
"""

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View

from apps.circles.views.base import chrome, open_last_circle
from apps.core.site_guide import UNSET, SiteGuide, country_codes, guide
from apps.library.selectors.kept import kept

COUNTRY_COOKIE = "country"
SHARED_SECONDS = 300


def chosen_country(request: HttpRequest) -> str:
    """The country this browser's reader chose; never guessed."""
    code = request.COOKIES.get(COUNTRY_COOKIE, "")
    return code if code in country_codes() else UNSET


def frame(request: HttpRequest) -> dict[str, Any]:
    """Layout and numbers: a member's with the circle's tabs and country, anyone else's as they chose."""
    is_known = request.user.is_authenticated
    opened = open_last_circle(request, looks_through=True) if is_known else None
    country = opened[0].circle.country if opened else chosen_country(request)
    around = chrome(*opened, tab="learn") if opened else {}
    return around | {
        "numbers": guide(country),
        "layout": "layouts/circle.html" if opened else "layouts/public.html",
        "chooses_country": not opened,
        "here": request.path,
    }


@method_decorator(login_not_required, name="dispatch")
class PublicPage(View):
    template: ClassVar[str]

    def context(self, numbers: SiteGuide, **kwargs: Any) -> dict[str, Any]:
        """What the page shows, for readers of that country. Raises Http404."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return self._own(request, **kwargs)
        return self._shared(request, **kwargs)

    def _own(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        around = frame(request)
        return render(request, self.template, self.context(around["numbers"], **kwargs) | around)

    def _shared(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        country = chosen_country(request)
        key = f"page:{get_language()}:{country}:{request.path}"
        html = kept(
            key, lambda: self._render(guide(country), request.path, **kwargs), SHARED_SECONDS
        )
        response = HttpResponse(html)
        response["Cache-Control"] = f"public, max-age={SHARED_SECONDS}"
        patch_vary_headers(response, ["Cookie"])
        etag = f'"{hashlib.sha256(html.encode()).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    def _render(self, numbers: SiteGuide, here: str, **kwargs: Any) -> str:
        context = self.context(numbers, **kwargs)
        everyones = {
            "site": guide(),
            "demo": settings.DEMO,
            "numbers": numbers,
            "layout": "layouts/public.html",
            "chooses_country": True,
            "here": here,
            "messages": (),
            "user": None,
        }
        return render_to_string(self.template, context | everyones)
