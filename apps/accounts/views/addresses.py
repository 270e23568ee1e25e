"""Another email address, and the links by which the old one says no and the new one says yes."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from apps.accounts import devices, selectors, services
from apps.accounts.forms import NewEmailForm
from apps.accounts.fresh import FreshProof, has_read_mailbox
from apps.accounts.models import EmailChange
from apps.accounts.new_address import NewAddressProcess
from apps.accounts.requests import person
from apps.accounts.services import letters
from apps.accounts.views.codes import CodeView, refuse_code
from apps.core.errors import RuleError
from apps.core.responses import no_store


class Address(FreshProof):
    """The address, a change that waits, and the field for another one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(NewEmailForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewEmailForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        email = form.cleaned_data["email"]
        if refusal := refuse_code(request, email):
            form.add_error("email", refusal)
            return self._page(form, 429)
        NewAddressProcess.begin(request, email, has_read_old=has_read_mailbox(request))
        return redirect("account_address_code")

    def _page(self, form: NewEmailForm, status: int) -> HttpResponse:
        context = {
            "form": form,
            "waiting": selectors.waiting_email_change(person(self.request)),
            "at_once": has_read_mailbox(self.request),
        }
        return render(self.request, "accounts/address.html", context, status=status)


class AddressCode(CodeView):
    """The code from the new mailbox."""

    process_class = NewAddressProcess
    start = "account_address"
    back_label = _lazy("Use another address")

    def finish(self, process: NewAddressProcess) -> HttpResponseBase:
        process.abort()
        user = person(self.request)
        try:
            change = services.change_email(
                user,
                process.address,
                has_read_old=process.state["has_read_old"],
                but=self.request.session.session_key or "",
            )
        except RuleError as error:
            messages.error(self.request, error.message)
            return redirect("account_address")
        if change.done_at is None:
            messages.success(self.request, _("Noted. Your old address can say no until then."))
            return redirect("account_address")
        devices.go_on_here(self.request, user)
        messages.success(self.request, _("From now on we write to your new address."))
        return redirect("account_profile")


class AddressStay(View):
    """Stopping one's own waiting change."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account_address")

    def post(self, request: HttpRequest) -> HttpResponse:
        waiting = selectors.waiting_email_change(person(request))
        if waiting:
            services.stop_email_change(waiting)
        messages.success(request, _("Your address stays as it is."))
        return redirect("account_profile")


@method_decorator([login_not_required, no_store], name="dispatch")
class _Link(View):
    """A link from a letter: GET shows, because mail scanners open links; POST acts."""

    salt: ClassVar[str]
    template: ClassVar[str]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(letters.change_of_token(token, self.salt))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        change = letters.change_of_token(token, self.salt)
        if change is None:
            return self._page(None)
        self.act(change)
        return redirect(request.path)

    def act(self, change: EmailChange) -> None:
        raise NotImplementedError

    def context(self, change: EmailChange) -> dict[str, Any]:
        return {"change": change, "can_be_stopped": services.can_be_stopped(change)}

    def _page(self, change: EmailChange | None) -> HttpResponse:
        if change is None:
            return render(self.request, "accounts/address_unknown.html", status=404)
        return render(self.request, self.template, self.context(change))


class AddressStop(_Link):
    """ "This was not me", from the old mailbox."""

    salt = letters.STOP
    template = "accounts/address_stop.html"

    def act(self, change: EmailChange) -> None:
        try:
            services.stop_email_change(change)
        except RuleError as error:
            messages.error(self.request, error.message)


class AddressProve(_Link):
    """ "Yes, this is my address", for what an operator began."""

    salt = letters.PROVE
    template = "accounts/address_prove.html"

    def act(self, change: EmailChange) -> None:
        services.prove_new_address(change)
