"""What is said of a circle that somebody keeps for another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.circles import services
from apps.circles.forms import ConsentForm
from apps.circles.kinds import Consent, Level, Section
from apps.circles.services.behalf import invited_by
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError


class CircleConsent(CircleView):
    section, write_level = Section.PEOPLE, Level.EDIT
    tab = "circle"
    template = "circles/consent.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        circle = self.access.circle
        if not circle.is_on_behalf:  # hers from the start, or since she joined
            return redirect("circle_people", circle.pk)
        form = ConsentForm(
            initial={
                "consent": circle.consent,
                "consent_note": circle.consent_note,
                "patient_email": circle.patient_email,
            }
        )
        return self.page(form=form, invited_by=invited_by(circle))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ConsentForm(request.POST)
        if form.is_valid():
            try:
                services.say_consent(
                    self.access,
                    consent=Consent(form.cleaned_data["consent"]),
                    note=form.cleaned_data["consent_note"],
                    patient_email=form.cleaned_data["patient_email"],
                )
                messages.success(request, _("Saved."))
                return redirect("circle_people", self.access.circle.pk)
            except RuleError as error:
                form.add_error(None, error.message)
        return self.page(form=form, invited_by=invited_by(self.access.circle), status=422)
