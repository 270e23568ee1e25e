"""Adding and editing a line of treatment, and a member of the care team."""

import datetime as dt
import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import rules
from apps.careplan.forms.fields import DayField, NotesField, VersionedForm
from apps.careplan.forms.medicines import words
from apps.careplan.kinds import TreatmentKind, Worry
from apps.careplan.models import Medicine
from apps.careplan.rules import TeamDraft, TreatmentDraft
from apps.circles.forms import AudienceForm, sharing_values
from apps.circles.forms.audience import FIELDS as SHARING
from apps.circles.kinds import Audience
from apps.core import clock
from apps.core.days import day_words
from apps.core.forms import OnceForm

MOST_CYCLES = 200
PHONE = re.compile(r"\+?[\d\s()./-]+")
LEAST_DIGITS, MOST_DIGITS = 2, 15


class CyclesField(forms.IntegerField):
    def __init__(self, label: Any, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            min_value=1,
            max_value=MOST_CYCLES,
            error_messages={
                name: gettext_lazy("Write a number of cycles from 1 to 200, or leave it empty.")
                for name in ("invalid", "min_value", "max_value")
            },
        )


class TreatmentForm(AudienceForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind is it?"),
        choices=[("", gettext_lazy("Choose…")), *TreatmentKind.choices],
        error_messages={"required": gettext_lazy("Choose what kind it is.")},
    )
    name = words(
        gettext_lazy("What do you call it?"),
        gettext_lazy("For example: the first chemo, tablets after surgery."),
        required=True,
        max_length=160,
        error_messages={"required": gettext_lazy("Write what you call it.")},
    )
    starts_on = DayField(
        label=gettext_lazy("First day"),
        error_messages={"required": gettext_lazy("Choose the first day.")},
    )
    ends_on = DayField(label=gettext_lazy("Last day"), required=False)
    end_reason = words(
        gettext_lazy("Why it ended"),
        gettext_lazy("In your own words, if it has ended."),
        max_length=300,
    )
    cycles = CyclesField(gettext_lazy("How many cycles are planned?"))
    cycle_now = CyclesField(gettext_lazy("Which cycle is it now?"))
    medicine = forms.ChoiceField(
        label=gettext_lazy("Follow the cycle of a medicine"),
        help_text=gettext_lazy("Then the cycle counts itself, for who may see the medicines."),
        required=False,
    )
    notes = NotesField(label=gettext_lazy("What else is good to know"))

    def __init__(
        self,
        data: Any = None,
        *,
        home_zone: str,
        medicines: list[Medicine],
        saved: TreatmentDraft | None = None,
        **sharing: Any,
    ) -> None:
        self.home_zone, self.saved = home_zone, saved
        super().__init__(
            data,
            today=clock.today(home_zone),
            shared=saved.sharing if saved else None,
            initial=self.values_of(saved) if saved else None,
            **sharing,
        )
        self.medicines = {str(medicine.pk): medicine for medicine in medicines}
        named = [(key, medicine.name) for key, medicine in self.medicines.items()]
        choices = [("", _("None")), *named]
        self.fields["medicine"].choices = choices  # type: ignore[attr-defined]
        if not named:
            del self.fields["medicine"]

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """What is asked of the treatment itself; who may see it comes behind."""
        return [field for field in self.visible_fields() if field.name not in SHARING]

    @property
    def draft(self) -> TreatmentDraft:
        """What a valid form asks for."""
        values = self.cleaned_data
        return TreatmentDraft(
            kind=TreatmentKind(values["kind"]),
            name=values["name"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            cycles=values["cycles"],
            cycle_now=values["cycle_now"],
            medicine_id=self._medicine_id(values.get("medicine")),
            end_reason=values["end_reason"],
            notes=values["notes"],
            sharing=self.sharing,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("starts_on", "ends_on"):
            day = cleaned.get(name)
            if day and not rules.in_reach(day, clock.today(self.home_zone)):
                self.add_error(name, _("Check the year of this date."))
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day has to be after the first."))
        planned, now = cleaned.get("cycles"), cleaned.get("cycle_now")
        if planned and now and now > planned:
            self.add_error("cycle_now", _("This is more than are planned."))
        return cleaned

    def values_of(self, draft: TreatmentDraft) -> dict[str, Any]:
        """A line of treatment in the values of these fields."""
        return sharing_values(draft.sharing) | {
            "kind": draft.kind.value,
            "name": draft.name,
            "starts_on": draft.starts_on,
            "ends_on": draft.ends_on,
            "end_reason": draft.end_reason,
            "cycles": draft.cycles,
            "cycle_now": draft.cycle_now,
            "medicine": str(draft.medicine_id or ""),
            "notes": draft.notes,
        }

    def _medicine_id(self, key: str | None) -> UUID | None:
        """Of one that this reader may see; a link they cannot see stays as it is."""
        if key in self.medicines:
            return self.medicines[key].pk
        saved = self.saved.medicine_id if self.saved else None
        return saved if str(saved) not in self.medicines else None


class TreatmentAddForm(OnceForm, TreatmentForm):
    pass


class TreatmentEditForm(VersionedForm, TreatmentForm):
    def in_words(self, name: str, value: Any) -> str:
        if isinstance(value, dt.date) and value:
            return day_words(value)
        if name == "medicine" and value:
            known = self.medicines.get(value)
            return known.name if known else super().in_words(name, "")
        choices = {"kind": TreatmentKind, "audience": Audience}
        if name in choices and value:
            return str(choices[name](value).label)
        return super().in_words(name, value)


class TeamForm(forms.Form):
    name = words(
        gettext_lazy("Who is it?"),
        gettext_lazy("A person or a desk, for example: Nurse Kim, the chemo line."),
        required=True,
        max_length=120,
        error_messages={"required": gettext_lazy("Write who it is.")},
    )
    role = words(gettext_lazy("What do they do?"), max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    extension = words(
        gettext_lazy("Extension, or what to press or say"),
        max_length=60,
    )
    hours = words(
        gettext_lazy("When can one call?"),
        gettext_lazy("For example: Monday to Friday, 9 to 5."),
        max_length=160,
    )
    day_and_night = forms.BooleanField(
        label=gettext_lazy("This line is open day and night"), required=False
    )
    worries = forms.MultipleChoiceField(
        label=gettext_lazy("What did they say this number is for?"),
        choices=Worry.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own_worry = words(gettext_lazy("Something else it is for"), max_length=160)

    def __init__(self, data: Any = None, *, saved: TeamDraft | None = None) -> None:
        super().__init__(data, initial=self.values_of(saved) if saved else None)

    @property
    def draft(self) -> TeamDraft:
        """What a valid form asks for."""
        values = self.cleaned_data
        worries = frozenset(Worry(worry) for worry in values["worries"])
        return TeamDraft(**{name: values[name] for name in self._plain}, worries=worries)

    @property
    def _plain(self) -> list[str]:
        return [name for name in TeamForm.base_fields if name != "worries"]

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        digits = len(rules.dial(phone).lstrip("+"))
        if phone and not (PHONE.fullmatch(phone) and LEAST_DIGITS <= digits <= MOST_DIGITS):
            raise forms.ValidationError(
                _("This is not a phone number. Write digits, like 020 7946 0000.")
            )
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day_and_night") and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Write the number of the line."))
        return cleaned

    def values_of(self, draft: TeamDraft) -> dict[str, Any]:
        """An entry in the values of these fields."""
        values = {name: getattr(draft, name) for name in self._plain}
        return values | {"worries": [worry.value for worry in Worry if worry in draft.worries]}


class TeamAddForm(OnceForm, TeamForm):
    pass


class TeamEditForm(VersionedForm, TeamForm):
    def in_words(self, name: str, value: Any) -> str:
        if name == "day_and_night":
            return _("yes") if value else _("no")
        if name == "worries" and value:
            return ", ".join(str(Worry(worry).label) for worry in value)
        return super().in_words(name, value)
