"""Adding and editing an appointment: six fields in one post, three more that have good defaults."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import rules, wording
from apps.careplan.forms.fields import ClockField, DayField, NotesField, VersionedForm
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.rules import AppointmentDraft, When
from apps.circles.forms import AudienceForm, sharing_values
from apps.circles.kinds import Audience
from apps.core import clock, zones
from apps.core.forms import OnceForm

MORE = ("title", "ends", "zone")


class AppointmentForm(AudienceForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[("", gettext_lazy("Choose…")), *AppointmentKind.choices],
        error_messages={"required": gettext_lazy("Choose what it is.")},
    )
    date = DayField(
        label=gettext_lazy("Date"),
        error_messages={"required": gettext_lazy("Choose the date.")},
    )
    time = ClockField(
        label=gettext_lazy("Time"),
        help_text=gettext_lazy("Leave it empty if you don’t know it yet."),
        required=False,
    )
    place = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    preparation = NotesField(
        label=gettext_lazy("What to prepare"),
        help_text=gettext_lazy("For example: nothing to eat from 06:30, bring the letter."),
    )
    seats = forms.MultipleChoiceField(
        label=gettext_lazy("Who should come?"),
        choices=SeatKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    title = forms.CharField(
        label=gettext_lazy("A name of its own"),
        help_text=gettext_lazy("For example: CT scan, results with Dr Lee."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ends = ClockField(label=gettext_lazy("It ends at"), required=False)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of the place"),
        help_text=gettext_lazy("Only matters when it is far from home."),
    )
    record = forms.BooleanField(
        label=gettext_lazy("It has happened: keep it as a record"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        home_zone: str,
        saved: AppointmentDraft | None = None,
        **sharing: Any,
    ) -> None:
        """``saved`` is the appointment as it stands, when there is one."""
        self.home_zone, self.saved = home_zone, saved
        self.asks_record = bool(data and data.get("record"))
        super().__init__(
            data,
            today=clock.today(home_zone),
            shared=saved.sharing if saved else None,
            initial=self.values_of(saved) if saved else {"zone": home_zone},
            **sharing,
        )
        choices = [(zone, zone.replace("_", " ")) for zone in sorted(zones.known_zones())]
        self.fields["zone"].choices = choices  # type: ignore[attr-defined]

    @property
    def shows_more(self) -> bool:
        """Whether "More" stands open: something in it is wrong or is not the default."""
        if any(name in self.errors for name in MORE):
            return True
        return any(self[name].value() for name in ("title", "ends")) or (
            self["zone"].value() != self.home_zone
        )

    @property
    def draft(self) -> AppointmentDraft:
        """What a valid form asks for."""
        values = self.cleaned_data
        return AppointmentDraft(
            kind=AppointmentKind(values["kind"]),
            title=values["title"],
            when=values["when"],
            place=values["place"],
            preparation=values["preparation"],
            seats=frozenset(SeatKind(kind) for kind in values["seats"]),
            sharing=self.sharing,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._day_in_reach() or "time" in self.errors or "zone" in self.errors:
            return cleaned
        starts_at = self._moment("time", cleaned.get("time") or dt.time.min)
        ends_at = self._end(starts_at)
        if starts_at is None or {"time", "ends"} & self.errors.keys():
            return cleaned
        when = When(starts_at, cleaned.get("time") is not None, cleaned["zone"], ends_at)
        if self.saved and when.reads_as(self.saved.when):
            when = self.saved.when
        self._ask_whether_record(when)
        return cleaned | {"when": when}

    def values_of(self, draft: AppointmentDraft) -> dict[str, Any]:
        """An appointment in the values of these fields."""
        when = draft.when
        return sharing_values(draft.sharing) | {
            "kind": draft.kind.value,
            "date": when.day,
            "time": _to_the_minute(when.start) if when.time_known else None,
            "place": draft.place,
            "preparation": draft.preparation,
            "seats": [kind.value for kind in SeatKind if kind in draft.seats],
            "title": draft.title,
            "ends": _to_the_minute(when.end) if when.end else None,
            "zone": when.zone,
        }

    def _day_in_reach(self) -> bool:
        """Whether there is a date, and one that can be meant."""
        day = self.cleaned_data.get("date")
        if day is None:
            return False
        if not rules.in_reach(day, self.today):
            self.add_error("date", _("Check the year of this date."))
            return False
        return True

    def _moment(self, field: str, at: dt.time) -> dt.datetime | None:
        """The moment of a time of day at the place; a clock change may skip it or bring it twice."""
        day, zone = self.cleaned_data["date"], self.cleaned_data["zone"]
        if field == "time" and self.cleaned_data.get("time") is None:
            return zones.moment(day, at, zone)
        values = {"time": f"{at:%H:%M}", "day": wording.day_words(day)}
        try:
            return zones.moment(day, at, zone, strict=True)
        except zones.SkippedTime:
            self.add_error(
                field,
                _(
                    "There is no %(time)s on %(day)s: the clocks go forward over it. Choose another time."
                )
                % values,
            )
        except zones.DoubledTime:
            self.add_error(
                field,
                _(
                    "%(time)s comes twice on %(day)s, because the clocks go back. Choose a time "
                    "before or after that hour."
                )
                % values,
            )
        return None

    def _end(self, starts_at: dt.datetime | None) -> dt.datetime | None:
        ends = self.cleaned_data.get("ends")
        if ends is None:
            return None
        if self.cleaned_data.get("time") is None:
            self.add_error("ends", _("Write when it starts as well, or leave the end empty."))
            return None
        ends_at = self._moment("ends", ends)
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", _("The end has to be after the start."))
        return ends_at

    def _ask_whether_record(self, when: When) -> None:
        """A time that has passed is asked about once: a slip, or a record of what has happened?"""
        if self.saved and not rules.is_move(self.saved.when, when):
            return
        if when.over_at > clock.now():
            return
        self.asks_record = True
        if not self.cleaned_data.get("record"):
            self.add_error(
                "date",
                _("This has passed. Choose another date, or tick below that it is a record."),
            )


def _to_the_minute(moment: dt.datetime) -> dt.time:
    return moment.time().replace(second=0, microsecond=0)


class AppointmentAddForm(OnceForm, AppointmentForm):
    pass


class AppointmentEditForm(VersionedForm, AppointmentForm):
    def in_words(self, name: str, value: Any) -> str:
        if name == "kind":
            return str(AppointmentKind(value).label)
        if name == "audience":
            return str(Audience(value).label)
        if name == "date" or (name == "held_until" and value):
            return wording.day_words(value)
        if name in {"time", "ends"} and value:
            return f"{value:%H:%M}"
        if name == "time":
            return _("not known yet")
        if name == "seats" and value:
            return ", ".join(str(SeatKind(kind).label) for kind in value)
        return super().in_words(name, value)
