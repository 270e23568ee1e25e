"""One's own data: the archives, fetching one, and the end of the account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.fresh import FreshProof
from apps.accounts.requests import person
from apps.core.errors import RuleError
from apps.core.responses import no_store
from apps.interop import selectors, services
from apps.interop.forms import ArchiveForm, ErasureForm
from apps.interop.models import Archive


def as_download(archive: Archive) -> HttpResponse:
    """The file itself; its name says nothing of whom it is about."""
    response = HttpResponse(bytes(archive.content or b""), content_type="application/zip")
    response["Content-Disposition"] = (
        f'attachment; filename="alongside-{archive.asked_at:%Y-%m-%d}.zip"'
    )
    return response


class MyData(FreshProof):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, ArchiveForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ArchiveForm(request.POST)
        form.is_valid()
        try:
            services.ask_for_archive(person(request), archive_id=form.cleaned_data["once"])
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(request, form, 422)
        messages.success(request, _("It is being put together. We mail you when it is ready."))
        return redirect("my_data")

    def _page(self, request: HttpRequest, form: ArchiveForm, status: int) -> HttpResponse:
        context = {"form": form, "archives": selectors.archives(person(request))}
        return render(request, "interop/my_data.html", context, status=status)


@method_decorator(no_store, name="dispatch")
class ArchiveDownload(View):
    """For its owner alone; anyone else finds nothing here."""

    def get(self, request: HttpRequest, archive_id: UUID) -> HttpResponse:
        return as_download(selectors.archive_to_fetch(person(request), archive_id))


class AccountErasure(FreshProof):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, ErasureForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ErasureForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        try:
            services.ask_to_erase_account(
                person(request), with_own_circles=form.cleaned_data["with_own_circles"]
            )
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(request, form, 422)
        messages.success(request, _("Your account will be deleted. Until then you can keep it."))
        return redirect("account_erasure")

    def _page(self, request: HttpRequest, form: ErasureForm, status: int) -> HttpResponse:
        context = {
            "form": form,
            "own_circles": selectors.circles_of_patient(person(request)),
            "left_empty": selectors.circles_left_empty(person(request)),
        }
        return render(request, "interop/account_erasure.html", context, status=status)


class AccountErasureStop(View):
    """Whoever is signed in can keep the account: no proof stands in the way of that."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account_erasure")

    def post(self, request: HttpRequest) -> HttpResponse:
        services.keep_account(person(request))
        messages.success(request, _("Good. Your account stays."))
        return redirect("my_data")
