"""Starting a circle."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.circles.forms.turns import ConsentFields
from apps.circles.kinds import Consent
from apps.circles.rules import Behalf
from apps.core.forms import NameField, OnceForm
from apps.core.site_guide import COUNTRY_NAMES, country_codes, guide


class CircleForm(ConsentFields, OnceForm):
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
        error_messages={"required": _("Type what you call the patient.")},
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
        is_for_another = self["who"].value() != "self"
        self.fields["patient_name"].required = is_for_another
        self.ask_consent(of_another=is_for_another)

    @property
    def behalf(self) -> Behalf:
        """What a valid form for another says about their wish."""
        values = self.cleaned_data
        return Behalf(Consent(values["consent"]), values["consent_note"], values["patient_email"])
