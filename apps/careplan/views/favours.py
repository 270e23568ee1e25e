"""One task, signed out: the page behind a link, and the page of who took it by one."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from apps.careplan import services
from apps.careplan.forms import NeighbourForm
from apps.careplan.services import Favour, Offer, Person
from apps.core.errors import RuleError
from apps.core.responses import no_store
from apps.core.steps import attempt


@method_decorator([login_not_required, no_store], name="dispatch")
class TaskLinkOpen(View):
    """What the inviter ticked, and two fields. Of two who send them at once one has it; the other may say
    that they would help another time."""

    offer: Offer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        offer = services.find_offer(kwargs["token"])
        if offer is None:
            return render(request, "careplan/favour_gone.html", status=404)
        self.offer = offer
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = self._form(request)
        if not form.is_valid():
            return self._page(form, status=422)
        key = str(self.offer.link.pk)
        if not ratelimit.consume(request, action="task_link", key=key):
            form.add_error(None, _("That was a lot of tries. Please wait an hour."))
            return self._page(form, status=429)
        person = _person(form)
        if "another_time" in request.POST:
            services.offer_another_time(self.offer, person)
            return self._page(form, said=_("Thank you. The family can see that you would help."))
        try:
            favour = services.take_by_link(self.offer, person)
        except RuleError as error:
            return self._page(form, status=409, faster=error.message)
        return redirect("favour", favour)

    def _form(self, request: HttpRequest | None = None) -> NeighbourForm:
        data = request.POST if request else None
        return NeighbourForm(data, country=self.offer.host.circle.country)

    def _page(
        self, form: NeighbourForm, *, status: int = 200, said: str = "", faster: str = ""
    ) -> HttpResponse:
        is_free = self.offer.is_free and not faster
        context = {"offer": self.offer, "form": form, "is_free": is_free}
        context |= {"task": self.offer.task, "shows": self.offer.shows}
        context |= {"said": said, "faster": faster}
        return render(self.request, "careplan/favour_offer.html", context, status=status)


@method_decorator([login_not_required, no_store], name="dispatch")
class FavourPage(View):
    """Give it back, say that it is done, take one's name out."""

    favour: Favour

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        favour = services.find_favour(kwargs["token"])
        if favour is None:
            return render(request, "careplan/favour_gone.html", status=404)
        self.favour = favour
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        context = {"favour": self.favour, "task": self.favour.task, "shows": self.favour.shows}
        return render(request, "careplan/favour.html", context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        step = request.POST.get("step", "")
        said = attempt(lambda: self._act(step))
        if step == "forget" and not said.is_refusal:
            return render(request, "careplan/favour_forgotten.html")
        messages.add_message(request, *said)
        return redirect("favour", token)

    def _act(self, step: str) -> str:
        if step == "done":
            services.finish_favour(self.favour)
            return _("Thank you. The family can see that it is done.")
        if step == "reopen":
            services.reopen_favour(self.favour)
            return _("It is open again.")
        if step == "back":
            services.give_back_favour(self.favour)
            return _("That is fine. The family can see that it is free again.")
        if step == "forget":
            services.forget_contact(self.favour)
        return ""


def _person(form: NeighbourForm) -> Person:
    values = form.cleaned_data
    return Person(
        name=values["name"],
        email=values["email"],
        phone=values["phone"],
        language=get_language() or "",
        time_zone=values["time_zone"],
    )
