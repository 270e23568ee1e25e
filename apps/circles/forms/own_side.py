"""A member's own side: notes, limits, and times of the week."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles.kinds import Weekday
from apps.circles.models import Limits, OwnNotes
from apps.circles.models.own_side import MAX_HOURS_A_WEEK, NOTES_LENGTH
from apps.circles.rules import Window
from apps.circles.services.own_side import LimitsDraft
from apps.core.forms import ClockField, NotesField, OnceForm, VersionedForm


class OwnNotesForm(VersionedForm):
    text = NotesField(
        label=gettext_lazy("My notes"),
        help_text=gettext_lazy("For example how you are, or what you want to ask someone."),
        max_length=NOTES_LENGTH,
    )

    def __init__(self, data: Any = None, *, notes: OwnNotes) -> None:
        super().__init__(data, shown_version=notes.version, initial={"text": notes.text})


class LimitsForm(forms.Form):
    cannot_drive = forms.BooleanField(label=gettext_lazy("I cannot drive"), required=False)
    no_nights = forms.BooleanField(
        label=gettext_lazy("No nights, from 22:00 to 7:00"), required=False
    )
    hours_a_week = forms.IntegerField(
        label=gettext_lazy("Hours a week at most"),
        required=False,
        min_value=0,
        max_value=MAX_HOURS_A_WEEK,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Write a whole number of hours, like 4."),
            "min_value": gettext_lazy("Write a whole number of hours, like 4."),
            "max_value": gettext_lazy("A week has 168 hours."),
        },
    )
    in_own_words = NotesField(
        label=gettext_lazy("In my own words"),
        help_text=gettext_lazy("For example: no lifting, or not before I have had coffee."),
        max_length=300,
    )
    is_shared = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, limits: Limits, patient_name: str) -> None:
        names = list(self.base_fields)
        super().__init__(data, initial={name: getattr(limits, name) for name in names})
        self.fields["is_shared"].label = _("%(name)s may see this too") % {"name": patient_name}

    @property
    def draft(self) -> LimitsDraft:
        """What a valid form asks for."""
        return LimitsDraft(**self.cleaned_data)


class FreeTimeChoice(forms.Form):
    """One of one's own times, named by a button."""

    time = forms.UUIDField()


class FreeTimeForm(OnceForm):
    weekday = forms.TypedChoiceField(label=gettext_lazy("Day"), choices=Weekday.choices, coerce=int)
    begins = ClockField(
        label=gettext_lazy("From"),
        error_messages={"required": gettext_lazy("Write from when, like 14:00.")},
    )
    ends = ClockField(
        label=gettext_lazy("To"),
        error_messages={"required": gettext_lazy("Write until when, like 18:00.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error(
                "ends", _("The end has to be later than the beginning, on the same day.")
            )
        return cleaned

    @property
    def window(self) -> Window:
        values = self.cleaned_data
        return Window(values["weekday"], values["begins"], values["ends"])
