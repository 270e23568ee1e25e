"""Forms for starting a circle and inviting people. Hidden ids make a double tap harmless."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.circles.kinds import Role
from apps.core.forms import NameField, OnceForm
from apps.core.site_guide import COUNTRY_NAMES, country_codes, guide


class CircleForm(OnceForm):
    WHO = (
        ("other", _("Someone I help")),
        ("self", _("Me: I am the patient")),
    )

    who = forms.ChoiceField(
        label=_("Who is the circle for?"),
        choices=WHO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who the circle is for.")},
    )
    patient_name = NameField(
        label=_("What do you call the patient?"),
        help_text=_("A first name is enough, for example Mei or Mum."),
        max_length=80,
        required=False,
    )
    relationship = NameField(
        label=_("Who are you to them?"),
        help_text=_("In your own words, for example “her daughter”."),
        max_length=60,
        required=False,
    )
    country = forms.ChoiceField(
        label=_("Which country is the patient in?"),
        help_text=_("So that we show the right number for emergencies."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, COUNTRY_NAMES[code]) for code in country_codes()]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]
        self.fields["country"].initial = guide().country

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("who") == "other" and not cleaned.get("patient_name"):
            self.add_error("patient_name", _("Type what you call the patient."))
        return cleaned


class InvitationForm(OnceForm):
    ROLES = (
        (Role.HELPER, _("Helper: sees the plan and takes on tasks and rides")),
        (Role.FOLLOWER, _("Follower: sees the tasks, not the plan")),
        (Role.COORDINATOR, _("Coordinator: plans with you and can change everything")),
        (Role.PATIENT, _("The patient: it is their circle")),
    )

    name = NameField(
        label=_("Who do you want to invite?"),
        help_text=_("A name for your list, for example Jun next door."),
        max_length=80,
        error_messages={"required": _("Type a name, so that you know later whom you invited.")},
    )
    role = forms.ChoiceField(
        label=_("What will they do?"), widget=forms.RadioSelect, initial=Role.HELPER
    )
    email = forms.EmailField(
        label=_("Their email"),
        help_text=_("If you leave it empty you get a link to send yourself."),
        required=False,
        error_messages={
            "invalid": _("That does not look like an email address. Check for a missing @ or dot.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, has_patient: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [c for c in self.ROLES if c[0] != Role.PATIENT or not has_patient]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
