"""The pages that post: choosing a country, and saying whether an article was clear."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from apps.library import services
from apps.library.forms import CountryForm, FeedbackForm
from apps.library.kinds import Clear
from apps.library.selectors import articles
from apps.library.views.base import COUNTRY_COOKIE, chosen_country, frame

A_YEAR = 365 * 24 * 3600


@method_decorator([login_not_required, never_cache], name="dispatch")
class Country(View):
    """A cookie on this device, no more: nothing is asked of the network address, nothing is stored."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = CountryForm(initial={"country": chosen_country(request)})
        return self._page(request, form, 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CountryForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        response = redirect(_back(request))
        response.set_cookie(
            COUNTRY_COOKIE,
            form.cleaned_data["country"],
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def _page(self, request: HttpRequest, form: CountryForm, status: int) -> HttpResponse:
        context = {"form": form, "next_url": _back(request)} | frame(request)
        return render(request, "library/country.html", context, status=status)


@method_decorator([login_not_required, never_cache], name="dispatch")
class Feedback(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._page(request, slug, FeedbackForm(), 200)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = FeedbackForm(request.POST)
        if not form.is_valid():
            return self._page(request, slug, form, 422)
        if not ratelimit.consume(request, action="library_feedback"):
            form.add_error(None, _("That was a lot of answers. Please wait an hour."))
            return self._page(request, slug, form, 429)
        if articles.link(slug) is None:
            raise Http404
        services.note_feedback(slug, Clear(form.cleaned_data["answer"]))
        return self._page(request, slug, None, 200)

    def _page(
        self, request: HttpRequest, slug: str, form: FeedbackForm | None, status: int
    ) -> HttpResponse:
        article = articles.link(slug)
        if article is None:
            raise Http404
        context = {"form": form, "article": article} | frame(request)
        return render(request, "library/feedback.html", context, status=status)


def _back(request: HttpRequest) -> str:
    """The page of ours the reader came from."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own else reverse("learn")
