"""The page behind a one-answer link. GET only shows, because mail scanners open links; POST acts."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from apps.core.errors import RuleError
from apps.core.responses import no_store
from apps.reminders import services
from apps.reminders.services.answers import AnswerLink
from apps.reminders.services.reading import as_read_by


@method_decorator([login_not_required, no_store], name="dispatch")
class Answer(View):
    """Weekday, time and buttons, and nothing else: whoever has the link may read it.

    ``say`` in the address is the button that was pressed in a mail; it stands out, and counts once it is pressed here.
    """

    link: AnswerLink

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.link = services.open_link(kwargs["token"])
        except services.UnknownLink:
            return render(request, "reminders/answer_unknown.html", status=404)
        except services.LinkIsOver:
            return render(request, "reminders/answer_over.html", status=410)
        with as_read_by(self.link.person):
            return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Shows the page again and does not redirect: sending the same answer twice changes nothing."""
        try:
            said = self.link.subject.answer(self.link.ask, request.POST.get("answer", ""))
        except RuleError as error:
            return self._page(status=422, trouble=error.message)
        return self._page(said=said)

    def _page(self, *, status: int = 200, said: str = "", trouble: str = "") -> HttpResponse:
        question = self.link.subject.question(self.link.ask)
        codes = {code for code, _label in question.answers} - {question.current}
        wanted = self.request.GET.get("say", "") if self.request.method == "GET" else ""
        context = {
            "question": question,
            "said": said,
            "trouble": trouble,
            "wanted": wanted if wanted in codes else "",
        }
        return render(self.request, "reminders/answer.html", context, status=status)
