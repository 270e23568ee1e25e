"""Told by a page while somebody types on it for long: typing is using the phone, though it sends nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from apps.core.responses import no_store


@method_decorator([login_not_required, no_store], name="dispatch")
class Here(View):
    """Moves the idle limit on, as every request does (middleware.PersonMiddleware). Who was signed out meanwhile is
    told so where they are: the sign-in page would forget what they typed."""

    before_welcome = True

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return HttpResponse(status=204)
        words = _("You were signed out meanwhile. Copy what you typed before you sign in again.")
        return render(request, "components/_status.html", {"text": words, "warns": True})
