"""Stepping into an invented person with one tap, and reading everyone's mail."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.sign_in import set_session_length
from apps.demo import outbox, selectors


@method_decorator(login_not_required, name="dispatch")
class DemoPeople(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "demo/people.html", {"people": selectors.people()})

    def post(self, request: HttpRequest) -> HttpResponse:
        user = selectors.user_of(request.POST.get("person", ""))
        if user is None:
            raise Http404
        logout(request)
        login(request, user)
        set_session_length(request, own_phone=True)
        messages.info(request, _("You are now looking as %(name)s.") % {"name": user.display_name})
        return redirect("home")


@method_decorator(login_not_required, name="dispatch")
class Outbox(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "demo/outbox.html", {"letters": outbox.letters()})


@method_decorator(login_not_required, name="dispatch")
class OutboxLetter(View):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        letter = outbox.letter(name)
        if letter is None:
            raise Http404
        return render(request, "demo/letter.html", {"letter": letter})

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        """Write back to a text as the person who got it."""
        letter = outbox.letter(name)
        if letter is None or not letter.is_text:
            raise Http404
        outbox.write_back(letter, request.POST.get("words", ""))
        messages.info(request, _("Sent. What comes back lands here too."))
        return redirect("outbox")
