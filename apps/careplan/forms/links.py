"""Offering a task by link, and what a neighbour types to take it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan.rules import Shows
from apps.core import phones, zones
from apps.core.forms import NameField


class TaskLinkForm(forms.Form):
    """What whoever has the link may read. What kind of help it is, is always said."""

    title = forms.BooleanField(label=gettext_lazy("What needs doing"), required=False)
    when = forms.BooleanField(label=gettext_lazy("The day and the time"), required=False)
    notes = forms.BooleanField(label=gettext_lazy("What else is good to know"), required=False)

    def __init__(self, data: Any = None, *, shows: Shows | None = None) -> None:
        super().__init__(data, initial=(shows or Shows.usual())._asdict())

    @property
    def shows(self) -> Shows:
        return Shows(**self.cleaned_data)


class NeighbourForm(forms.Form):
    name = NameField(
        label=gettext_lazy("Your name"),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Type your name, so that the family knows who it is.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reach = forms.CharField(
        label=gettext_lazy("Your phone number or email"),
        help_text=gettext_lazy("So that the family can reach you and we can remind you."),
        max_length=254,
        error_messages={"required": gettext_lazy("Type a phone number or an email address.")},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "tel"}),
    )
    time_zone = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any = None, *, country: str) -> None:
        """``country`` is the patient's: the one that a number without a country is of."""
        self.country = country
        super().__init__(data)

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        return zone if zones.is_zone(zone) else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        reach = cleaned.get("reach", "")
        if not reach:
            return cleaned
        try:
            return cleaned | _address(reach) if "@" in reach else cleaned | self._number(reach)
        except ValidationError:
            self.add_error("reach", _("That is not one email address. Check for a missing dot."))
        except phones.NotAPhone:
            self.add_error(
                "reach", _("That does not look like a phone number or an email address.")
            )
        return cleaned

    def _number(self, reach: str) -> dict[str, str]:
        return {"phone": phones.read(reach, self.country), "email": ""}


def _address(reach: str) -> dict[str, str]:
    validate_email(reach)
    return {"email": reach.lower(), "phone": ""}
