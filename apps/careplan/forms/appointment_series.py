"""The part of an appointment's form that repeats it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import rules
from apps.careplan.forms.times import TimesForm
from apps.careplan.kinds import Unit
from apps.careplan.rules import LONGEST_STEP, MOST_TIMES, Repeat, When
from apps.circles.kinds import Weekday
from apps.core import clock

REPEAT = ("repeats", "every", "times", "weekdays")
NUMBER = {
    "invalid": gettext_lazy("Write a number."),
    "min_value": gettext_lazy("Write a number from %(limit_value)s."),
}


class SeriesForm(TimesForm):
    """Once, or a series. A valid form has ``whens``, the times of all its items, among its values."""

    repeats = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=[
            ("", gettext_lazy("Once")),
            (Unit.DAY.value, gettext_lazy("Every so many days")),
            (Unit.WEEK.value, gettext_lazy("Every so many weeks")),
            (Unit.MONTH.value, gettext_lazy("Every so many months")),
        ],
        required=False,
    )
    every = forms.IntegerField(
        label=gettext_lazy("Every how many?"),
        help_text=gettext_lazy("For example 21, with days."),
        min_value=1,
        required=False,
        error_messages=NUMBER,
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many times in all?"),
        min_value=2,
        max_value=MOST_TIMES,
        required=False,
        error_messages=NUMBER
        | {
            "max_value": gettext_lazy(
                "A series has up to %(limit_value)s dates. Plan the next ones when these are over."
            )
        },
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days of the week?"),
        help_text=gettext_lazy("Only with weeks. Leave it empty for the day of the first date."),
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def shows_repeat(self) -> bool:
        """Whether "Repeat it" stands open: it is a series, or something in it is wrong."""
        return bool(self["repeats"].value()) or any(name in self.errors for name in REPEAT)

    @property
    def repeat(self) -> Repeat | None:
        """How a valid form repeats it, if it does."""
        values = self.cleaned_data
        if not values.get("repeats"):
            return None
        unit = Unit(values["repeats"])
        weekdays = frozenset(values["weekdays"] if unit == Unit.WEEK else ())
        return Repeat(unit, values["every"], values["times"], weekdays)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._repeat_is_whole() or not {"date", "when"} <= cleaned.keys():
            return cleaned
        return cleaned | {"whens": self._whens(cleaned["date"], cleaned["when"])}

    def _repeat_is_whole(self) -> bool:
        """Whether what a series needs is there and can be meant."""
        values = self.cleaned_data
        if not values.get("repeats"):
            return True
        for name in ("every", "times"):
            if name not in self.errors and values.get(name) is None:
                self.add_error(name, _("Write a number."))
        step = LONGEST_STEP[Unit(values["repeats"])]
        if (values.get("every") or 0) > step:
            self.add_error("every", _("Write a number up to %(most)s.") % {"most": step})
        return not any(name in self.errors for name in REPEAT)

    def _whens(self, first: dt.date, when: When) -> list[When]:
        """The same time of day on each day; where a clock change forbids it, the day is named."""
        if self.repeat is None:
            return [when]
        days = rules.days_of(first, self.repeat)
        if not rules.in_reach(days[-1], clock.today(self.home_zone)):
            self.add_error("times", _("That reaches too far ahead. Choose fewer dates."))
            return []
        whens: list[When] = []
        for day in days:
            found = self.when_on(day)
            if found is None:
                return []
            whens.append(found)
        return whens
