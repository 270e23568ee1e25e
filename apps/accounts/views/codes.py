"""The page on which a code that was sent is typed; what follows from it is the subclass's."""

from typing import Any, ClassVar

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.codes import CodeProcess, may_ask
from apps.accounts.forms import CodeForm
from apps.core import texting
from apps.core.phones import is_phone
from apps.core.responses import no_store


def refuse_code(request: HttpRequest, address: str) -> str:
    """Why no code is sent just now, the same for every address there could be; empty when one is."""
    if not may_ask(request, address):
        return _("That was a lot of codes. Please wait a few minutes and try again.")
    if is_phone(address) and not texting.has_room():
        return _("We cannot send more texts today. Please use your email.")
    return ""


@method_decorator(no_store, name="dispatch")
class CodeView(View):
    """Each way in which a code can be wrong has its own sentence, and what was typed stays."""

    process_class: ClassVar[type[CodeProcess]]
    start: ClassVar[str]  # the name of the page that sends a code
    back_label: ClassVar[str | Promise]
    may_be_unknown: ClassVar[bool] = False  # then the page does not say that something was sent

    def finish(self, process: Any) -> HttpResponseBase:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        process = self.process_class.current(request)
        if process is None:
            return redirect(self.start)
        return self._page(process, CodeForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        process = self.process_class.current(request)
        if process is None:
            messages.error(
                request, _("That code was already used or is too old. Ask for a new one.")
            )
            return redirect(self.start)
        if "resend" in request.POST:
            return self._resend(process)
        return self._try(process, CodeForm(request.POST))

    def _try(self, process: CodeProcess, form: CodeForm) -> HttpResponseBase:
        if not form.is_valid():
            return self._page(process, form, 422)
        if not ratelimit.consume(self.request, action="confirm_login_code"):
            form.add_error("code", _("That was a lot of tries. Please wait a few minutes."))
            return self._page(process, form, 429)
        if not process.is_valid():
            form.add_error(
                "code", _("This code is older than 15 minutes. Ask for a new one below.")
            )
            return self._page(process, form, 422)
        if not process.has_tries_left():
            process.abort()
            messages.error(
                self.request, _("That was five wrong codes. Start again with a new one.")
            )
            return redirect(self.start)
        if not process.matches(form.cleaned_data["code"]):
            form.add_error("code", _("That is not the code we sent. Check the newest message."))
            return self._page(process, form, 422)
        return self.finish(process)

    def _resend(self, process: CodeProcess) -> HttpResponse:
        if process.can_resend and not refuse_code(self.request, process.address):
            process.resend()
            messages.success(
                self.request, _("A new code is on its way. The old one no longer works.")
            )
        else:
            messages.error(
                self.request,
                _("That was a lot of codes. Please wait a while, then start again."),
            )
        return redirect(self.request.path)

    def _page(self, process: CodeProcess, form: CodeForm, status: int) -> HttpResponse:
        context = {
            "form": form,
            "address": process.address,
            "is_phone": is_phone(process.address),
            "may_be_unknown": self.may_be_unknown,
            "can_resend": process.can_resend,
            "back_url": reverse(self.start),
            "back_label": self.back_label,
        }
        return render(self.request, "accounts/code.html", context, status=status)
