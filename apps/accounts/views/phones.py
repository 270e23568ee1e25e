"""The phone number of one's account: added or changed with a code sent there, taken off again."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.accounts import services
from apps.accounts.forms import PhoneForm
from apps.accounts.fresh import FreshProof
from apps.accounts.new_number import NewNumberProcess
from apps.accounts.requests import person
from apps.accounts.views.codes import CodeView, refuse_code
from apps.core import texting
from apps.core.errors import RuleError


class PhonePage(FreshProof):
    """Not there where no texts can be sent."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not texting.is_on():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Phone(PhonePage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(PhoneForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """The same answer for every number that could exist."""
        form = PhoneForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        number = form.cleaned_data["phone"]
        if refusal := self._refusal(number):
            form.add_error("phone", refusal)
            return self._page(form, 429)
        NewNumberProcess.begin(request, number)
        return redirect("account_phone_code")

    def _refusal(self, number: str) -> str:
        if not ratelimit.consume(self.request, action="prove_number", user=person(self.request)):
            return _("That was a lot of numbers. Please try again tomorrow.")
        return refuse_code(self.request, number)

    def _page(self, form: PhoneForm, status: int) -> HttpResponse:
        return render(self.request, "accounts/phone.html", {"form": form}, status=status)


class PhoneCode(CodeView):
    process_class = NewNumberProcess
    start = "account_phone"
    back_label = _lazy("Use another number")

    def finish(self, process: NewNumberProcess) -> HttpResponse:
        try:
            process.finish(person(self.request))
        except RuleError as error:
            messages.error(self.request, error.message)
            return redirect("account_phone")
        messages.success(self.request, _("Saved. You can sign in with this number now."))
        return redirect("account_profile")


class PhoneRemoval(PhonePage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account_phone")

    def post(self, request: HttpRequest) -> HttpResponse:
        services.remove_number(person(request))
        messages.success(request, _("Removed. You sign in with your email."))
        return redirect("account_profile")
