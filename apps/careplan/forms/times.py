"""When it is: a day and perhaps a time at a place, checked against the calendar and the clocks there."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import rules
from apps.careplan.forms.clocks import moment_typed
from apps.careplan.forms.fields import ClockField, DayField
from apps.careplan.kinds import AppointmentKind
from apps.careplan.rules import KIND_DEFAULTS, When
from apps.core import clock, zones
from apps.core.forms import ZoneField


class TimesForm(forms.Form):
    """The part of an appointment's form that says when. A valid one has ``when`` among its values."""

    date = DayField(
        label=gettext_lazy("Date"),
        error_messages={"required": gettext_lazy("Choose the date.")},
    )
    time = ClockField(
        label=gettext_lazy("Time"),
        help_text=gettext_lazy("Leave it empty if you don’t know it yet."),
        required=False,
    )
    ends = ClockField(label=gettext_lazy("It ends at"), required=False)
    zone = ZoneField(
        label=gettext_lazy("Time zone of the place"),
        help_text=gettext_lazy("Only matters when it is far from home."),
    )
    record = forms.BooleanField(
        label=gettext_lazy("It has happened: keep it as a record"), required=False
    )
    overlap = forms.BooleanField(label=gettext_lazy("Save all the same"), required=False)

    def __init__(
        self, data: Any = None, *, home_zone: str, stood: When | None = None, **kwargs: Any
    ) -> None:
        """``stood`` is the time as it stands, when there is one."""
        self.home_zone, self.stood = home_zone, stood
        self.asks_record = bool(data and data.get("record"))
        self.asks_overlap = bool(data and data.get("overlap"))
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._day_in_reach() or "time" in self.errors or "zone" in self.errors:
            return cleaned
        when = self.when_on(cleaned["date"])
        if when is None:
            return cleaned
        if self.stood and when.reads_as(self.stood):
            when = replace(self.stood, usual=when.usual)
        self._ask_whether_record(when)
        return cleaned | {"when": when}

    def when_on(self, day: dt.date) -> When | None:
        """The time that was asked for, on ``day``. None with an error beside the field when it cannot be."""
        values = self.cleaned_data
        starts_at = self._moment(day, "time", values.get("time") or dt.time.min)
        ends_at = self._end(day, starts_at)
        if starts_at is None or {"time", "ends"} & self.errors.keys():
            return None
        known = values.get("time") is not None
        kind = AppointmentKind(values.get("kind") or AppointmentKind.OTHER)
        return When(starts_at, known, values["zone"], ends_at, KIND_DEFAULTS[kind].length)

    def ask_about_overlap(self, names: list[str]) -> bool:
        """Whether saving waits for a tick, because of what stands there already; asked about once."""
        if not names or self.cleaned_data["overlap"]:
            return False
        self.asks_overlap = True
        self.add_error(
            "date",
            _(
                "This overlaps with %(names)s. Choose another time, or tick below to save all the same."
            )
            % {"names": "; ".join(names)},
        )
        return True

    def _day_in_reach(self) -> bool:
        """Whether there is a date, and one that can be meant."""
        day = self.cleaned_data.get("date")
        if day is None:
            return False
        if not rules.in_reach(day, clock.today(self.home_zone)):
            self.add_error("date", _("Check the year of this date."))
            return False
        return True

    def _moment(self, day: dt.date, field: str, at: dt.time) -> dt.datetime | None:
        """The moment of a time of day at the place; a clock change may skip it or bring it twice."""
        zone = self.cleaned_data["zone"]
        if field == "time" and self.cleaned_data.get("time") is None:
            return zones.moment(day, at, zone)
        return moment_typed(self, field, day, at, zone)

    def _end(self, day: dt.date, starts_at: dt.datetime | None) -> dt.datetime | None:
        ends = self.cleaned_data.get("ends")
        if ends is None:
            return None
        if self.cleaned_data.get("time") is None:
            self.add_error("ends", _("Write when it starts as well, or leave the end empty."))
            return None
        ends_at = self._moment(day, "ends", ends)
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", _("The end has to be after the start."))
        return ends_at

    def _ask_whether_record(self, when: When) -> None:
        """A time that has passed is asked about once: a slip, or a record of what has happened?"""
        if self.stood and not rules.is_move(self.stood, when):
            return
        if when.over_at > clock.now():
            return
        self.asks_record = True
        if not self.cleaned_data.get("record"):
            self.add_error(
                "date",
                _("This has passed. Choose another date, or tick below that it is a record."),
            )
