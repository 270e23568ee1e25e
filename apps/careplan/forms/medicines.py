"""Adding and editing a medicine. Which of the fields count depends on how often it is taken."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import medicine_words, rules
from apps.careplan.forms.fields import ClockField, DayField, NotesField, VersionedForm
from apps.careplan.kinds import Food, RhythmKind
from apps.careplan.rules import NAMED_CYCLES, MedicineDraft, Rhythm
from apps.circles.forms import AudienceForm, sharing_values
from apps.circles.kinds import Audience, Weekday
from apps.core import clock
from apps.core.days import day_words
from apps.core.forms import OnceForm

TIMES = ("time_1", "time_2", "time_3", "time_4")
MORE = ("counts_from", "food", "ends_on", "notes")


def words(label: Any, help_text: Any = "", *, required: bool = False, **options: Any) -> Any:
    """A line in the family's own words."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        **options,
    )


class MedicineForm(AudienceForm):
    name = words(
        gettext_lazy("What is it called?"),
        required=True,
        max_length=120,
        error_messages={"required": gettext_lazy("Write what it is called.")},
    )
    dose = words(
        gettext_lazy("How much each time"),
        gettext_lazy("As it stands on the packet, for example: 1 tablet, 2.5 mg."),
        max_length=120,
    )
    purpose = words(gettext_lazy("What is it for?"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("How often?"), choices=RhythmKind.choices)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days?"),
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    every = forms.IntegerField(label=gettext_lazy("Every how many days?"), required=False)
    days_on = forms.IntegerField(label=gettext_lazy("Days on"), required=False)
    days_off = forms.IntegerField(label=gettext_lazy("Days off"), required=False)
    time_1 = ClockField(label=gettext_lazy("Time"), required=False)
    time_2 = ClockField(label=gettext_lazy("Second time"), required=False)
    time_3 = ClockField(label=gettext_lazy("Third time"), required=False)
    time_4 = ClockField(label=gettext_lazy("Fourth time"), required=False)
    limit = words(
        gettext_lazy("Not more often than"),
        gettext_lazy("As the label or your team says it. We never fill this in."),
        max_length=200,
    )
    starts_on = DayField(
        label=gettext_lazy("First day"),
        error_messages={"required": gettext_lazy("Choose the first day.")},
    )
    counts_from = DayField(
        label=gettext_lazy("Day 1 of the cycle"),
        help_text=gettext_lazy("Only if it is another day than the first."),
        required=False,
    )
    food = forms.ChoiceField(label=gettext_lazy("With food?"), choices=Food.choices, required=False)
    ends_on = DayField(label=gettext_lazy("Last day"), required=False)
    notes = NotesField(label=gettext_lazy("What else is good to know"))

    def __init__(
        self,
        data: Any = None,
        *,
        home_zone: str,
        saved: MedicineDraft | None = None,
        **sharing: Any,
    ) -> None:
        self.home_zone = home_zone
        today = clock.today(home_zone)
        new = {"kind": RhythmKind.DAILY, "starts_on": today}
        super().__init__(
            data,
            today=today,
            shared=saved.sharing if saved else None,
            initial=self.values_of(saved) if saved else new,
            **sharing,
        )

    @property
    def more_times(self) -> Iterable[Any]:
        return [self[name] for name in TIMES[1:]]

    @property
    def shows_more_times(self) -> bool:
        return any(field.value() or field.errors for field in self.more_times)

    @property
    def shows_more(self) -> bool:
        """Whether "More" stands open: something in it is wrong or is not the default."""
        if any(name in self.errors for name in MORE):
            return True
        return any(self[name].value() not in ("", None) for name in MORE)

    @property
    def draft(self) -> MedicineDraft:
        """What a valid form asks for."""
        values = self.cleaned_data
        return MedicineDraft(
            name=values["name"],
            dose=values["dose"],
            purpose=values["purpose"],
            food=Food(values["food"]),
            rhythm=values["rhythm"],
            limit=values["limit"] if values["rhythm"].as_needed else "",
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            notes=values["notes"],
            sharing=self.sharing,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("starts_on", "ends_on", "counts_from"):
            day = cleaned.get(name)
            if day and not rules.in_reach(day, clock.today(self.home_zone)):
                self.add_error(name, _("Check the year of this date."))
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day has to be after the first."))
        kind = RhythmKind(cleaned.get("kind") or RhythmKind.DAILY)
        on, off = self._cycle(kind)
        times = self._times(kind)
        weekdays = self._weekdays(kind)
        counts_from = cleaned.get("counts_from") or first
        if not self.errors and counts_from:
            cleaned["rhythm"] = Rhythm(counts_from, times, on, off, weekdays)
        return cleaned

    def values_of(self, draft: MedicineDraft) -> dict[str, Any]:
        """A medicine in the values of these fields."""
        rhythm = draft.rhythm
        kind = rhythm.kind
        another_day = rhythm.counts_from != draft.starts_on
        values = sharing_values(draft.sharing) | {
            "name": draft.name,
            "dose": draft.dose,
            "purpose": draft.purpose,
            "kind": kind.value,
            "weekdays": sorted(rhythm.weekdays),
            "every": rhythm.length if kind == RhythmKind.EVERY else None,
            "days_on": rhythm.days_on if kind == RhythmKind.CYCLE else None,
            "days_off": rhythm.days_off if kind == RhythmKind.CYCLE else None,
            "limit": draft.limit,
            "starts_on": draft.starts_on,
            "counts_from": rhythm.counts_from if another_day else None,
            "food": draft.food.value,
            "ends_on": draft.ends_on,
            "notes": draft.notes,
        }
        times = [*rhythm.times, None, None, None, None]
        return values | dict(zip(TIMES, times, strict=False))

    def _times(self, kind: RhythmKind) -> tuple[dt.time, ...]:
        if kind == RhythmKind.AS_NEEDED or any(name in self.errors for name in TIMES):
            return ()
        given = [self.cleaned_data.get(name) for name in TIMES]
        times = [at.replace(second=0, microsecond=0) for at in given if at is not None]
        if not times:
            self.add_error("time_1", _("Write at least one time of day."))
        if len(set(times)) < len(times):
            self.add_error("time_1", _("Two of these times are the same."))
        return tuple(sorted(times))

    def _weekdays(self, kind: RhythmKind) -> frozenset[int]:
        if kind != RhythmKind.WEEKDAYS:
            return frozenset()
        days = frozenset(self.cleaned_data.get("weekdays") or ())
        if not days and "weekdays" not in self.errors:
            self.add_error("weekdays", _("Choose at least one day of the week."))
        return days

    def _cycle(self, kind: RhythmKind) -> tuple[int, int]:
        """Days on and days off."""
        if kind == RhythmKind.EVERY:
            return 1, self._number("every", 2) - 1
        if kind == RhythmKind.CYCLE:
            return self._number("days_on", 1), self._number("days_off", 1)
        return NAMED_CYCLES.get(kind, (1, 0))

    def _number(self, name: str, least: int) -> int:
        if name in self.errors:
            return least
        number: int | None = self.cleaned_data.get(name)
        if number is None or not least <= number <= rules.MOST_DAYS:
            values = {"least": least, "most": rules.MOST_DAYS}
            self.add_error(name, _("Write a number of days from %(least)s to %(most)s.") % values)
            return least
        return number


class MedicineAddForm(OnceForm, MedicineForm):
    pass


class MedicineEditForm(VersionedForm, MedicineForm):
    def in_words(self, name: str, value: Any) -> str:
        if isinstance(value, dt.date) and value:
            return day_words(value)
        if isinstance(value, dt.time):
            return f"{value:%H:%M}"
        if name == "weekdays" and value:
            return medicine_words.weekdays_words(value)
        choices = {"kind": RhythmKind, "food": Food, "audience": Audience}
        if name in choices and value:
            return str(choices[name](value).label)
        return super().in_words(name, value)
