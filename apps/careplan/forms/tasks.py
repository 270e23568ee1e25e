"""Adding and editing a task: what kind of help, what, when, and how long."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import rules, wording
from apps.careplan.forms.clocks import moment_typed
from apps.careplan.forms.fields import ClockField, DayField, NotesField, VersionedForm
from apps.careplan.kinds import Scope, TaskKind
from apps.careplan.rules import Hours, TaskDraft
from apps.circles.forms import AudienceForm, sharing_values
from apps.circles.kinds import Audience
from apps.core import clock
from apps.core.days import day_words

MORE = ("starts", "ends", "minutes", "rhythm", "times")
LENGTHS = (15, 30, 60, 90, 120, 180, 240, 360, 480, 720)


class TaskForm(AudienceForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of help?"),
        choices=[("", gettext_lazy("Choose…")), *TaskKind.choices],
        required=False,
    )
    title = forms.CharField(
        label=gettext_lazy("What needs doing?"),
        help_text=gettext_lazy("For example: cook for Thursday, fetch the tablets."),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due_on = DayField(
        label=gettext_lazy("By when"),
        help_text=gettext_lazy("Leave it empty if there is no hurry."),
        required=False,
    )
    starts = ClockField(label=gettext_lazy("From"), required=False)
    ends = ClockField(label=gettext_lazy("Until"), required=False)
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("How long does it take?"),
        help_text=gettext_lazy("Past midnight? Leave “Until” empty and choose how long."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    notes = NotesField(label=gettext_lazy("What else is good to know"))

    def __init__(
        self,
        data: Any = None,
        *,
        home_zone: str,
        saved: TaskDraft | None = None,
        **sharing: Any,
    ) -> None:
        """``home_zone`` is the patient's, in which times are meant; ``saved`` is the task as it stands."""
        self.home_zone, self.saved = home_zone, saved
        super().__init__(
            data,
            today=clock.today(home_zone),
            shared=saved.sharing if saved else None,
            initial=self.values_of(saved) if saved else None,
            **sharing,
        )
        known = {*LENGTHS, saved.minutes} if saved and saved.minutes else set(LENGTHS)
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            ("", gettext_lazy("As usual for this kind")),
            *((number, wording.length_words(number)) for number in sorted(known)),
        ]

    @property
    def shows_more(self) -> bool:
        """Whether time and length stand open: something in them is wrong or is not the default."""
        names = [name for name in MORE if name in self.fields]
        return any(name in self.errors or self[name].value() for name in names)

    @property
    def draft(self) -> TaskDraft:
        """What a valid form asks for."""
        values = self.cleaned_data
        return TaskDraft(
            title=values["title"],
            notes=values["notes"],
            due_on=values["due_on"],
            kind=values["kind"],
            hours=values["hours"],
            minutes=values["minutes"],
            sharing=self.sharing,
        )

    def clean_kind(self) -> TaskKind:
        return TaskKind(self.cleaned_data["kind"] or TaskKind.OTHER)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind", TaskKind.OTHER)
        if "title" in cleaned:
            cleaned["title"] = cleaned["title"] or str(kind.habits.title)
            if not cleaned["title"]:
                self.add_error("title", _("Write what needs doing."))
        if self._day_in_reach():
            cleaned["hours"] = self._hours(kind)
        hours = cleaned.get("hours")
        usual = cleaned.get("minutes") or kind.habits.minutes
        return cleaned | {"hours": hours, "minutes": hours.minutes if hours else usual}

    def values_of(self, draft: TaskDraft) -> dict[str, Any]:
        """A task in the values of these fields."""
        when = rules.when_of(draft.due_on, draft.hours, self.home_zone)
        end = when.end if when else None
        ends_that_day = end is not None and when is not None and end.date() == when.day
        return sharing_values(draft.sharing) | {
            "kind": draft.kind.value,
            "title": draft.title,
            "due_on": draft.due_on,
            "starts": when.start.time() if when and when.time_known else None,
            "ends": end.time() if end and ends_that_day else None,
            "minutes": None if ends_that_day else draft.minutes,
            "notes": draft.notes,
        }

    def _day_in_reach(self) -> bool:
        """Whether the day can be meant, and stands there where a time does."""
        day = self.cleaned_data.get("due_on")
        if "due_on" in self.errors:
            return False
        if day is None:
            if self.cleaned_data.get("starts") or self.cleaned_data.get("ends"):
                self.add_error("due_on", _("Choose the day as well."))
            return False
        if not rules.in_reach(day, self.today):
            self.add_error("due_on", _("Check the year of this date."))
            return False
        return True

    def _hours(self, kind: TaskKind) -> Hours | None:
        """From when until when; without an end, as long as was chosen or as is usual."""
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts is None:
            if ends is not None:
                self.add_error("ends", _("Write when it starts as well, or leave this empty."))
            return None
        day = self.cleaned_data["due_on"]
        starts_at = moment_typed(self, "starts", day, starts, self.home_zone)
        if starts_at is None or "ends" in self.errors:
            return None
        if ends is None:
            minutes = self.cleaned_data.get("minutes") or kind.habits.minutes
            length = dt.timedelta(minutes=minutes) if minutes else rules.DEFAULT_LENGTH
            return Hours(starts_at, starts_at + length)
        ends_at = moment_typed(self, "ends", day, ends, self.home_zone)
        if ends_at is not None and ends_at <= starts_at:
            self.add_error("ends", _("The end has to be after the start."))
            return None
        return Hours(starts_at, ends_at) if ends_at else None


class TaskEditForm(VersionedForm, TaskForm):
    """Of a series it asks what the change is for."""

    scope = forms.ChoiceField(
        label=gettext_lazy("What is this change for?"),
        choices=Scope.choices,
        initial=Scope.ONE,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, in_series: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not in_series:
            del self.fields["scope"]

    @property
    def with_later(self) -> bool:
        return bool(self.cleaned_data.get("scope") == Scope.LATER)

    def show_what_stands_now(self, stands: dict[str, Any], version: int) -> None:
        """What was typed, as the fields show it: a length that follows from the hours is none."""
        self.cleaned_data |= self.values_of(self.draft)
        super().show_what_stands_now(stands, version)

    def in_words(self, name: str, value: Any) -> str:
        if name == "audience":
            return str(Audience(value).label)
        if name == "kind":
            return str(TaskKind(value).label)
        if name in {"due_on", "held_until"} and value:
            return day_words(value)
        if name in {"starts", "ends"} and value:
            return f"{value:%H:%M}"
        if name == "minutes" and value:
            return wording.length_words(value)
        return super().in_words(name, value)
