"""One press in a mail program ends mails about a circle. GET only shows, because mail scanners open links."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from apps.core.responses import no_store
from apps.reminders import services


@method_decorator([csrf_exempt, login_not_required, no_store], name="dispatch")
class Unsubscribe(View):
    """The signed link is all there is to it: a mail program that posts has no cookie of ours (RFC 8058)."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            services.check_unsubscribe(token)
        except services.UnknownUnsubscribe:
            return self._unknown(request)
        return render(request, "reminders/unsubscribe.html")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        again = "again" in request.POST
        try:
            services.unsubscribe(token, again=again)
        except services.UnknownUnsubscribe:
            return self._unknown(request)
        context = {"is_done": not again, "is_back": again}
        return render(request, "reminders/unsubscribe.html", context)

    def _unknown(self, request: HttpRequest) -> HttpResponse:
        return render(request, "reminders/answer_unknown.html", status=404)
