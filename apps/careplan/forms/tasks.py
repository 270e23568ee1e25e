"""Adding and editing a task."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.careplan import rules, wording
from apps.careplan.forms.fields import DayField, NotesField, VersionedForm
from apps.careplan.rules import TaskDraft
from apps.circles.forms import AudienceForm, sharing_values
from apps.circles.kinds import Audience
from apps.core import clock
from apps.core.forms import OnceForm


class TaskForm(AudienceForm):
    title = forms.CharField(
        label=_("What needs doing?"),
        help_text=_("For example: cook for Thursday, fetch the tablets."),
        max_length=160,
        error_messages={"required": _("Write what needs doing.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due_on = DayField(
        label=_("By when"),
        help_text=_("Leave it empty if there is no hurry."),
        required=False,
    )
    notes = NotesField(label=_("What else is good to know"))

    def __init__(
        self,
        data: Any = None,
        *,
        home_zone: str,
        saved: TaskDraft | None = None,
        **sharing: Any,
    ) -> None:
        super().__init__(
            data,
            today=clock.today(home_zone),
            shared=saved.sharing if saved else None,
            initial=self.values_of(saved) if saved else None,
            **sharing,
        )

    @property
    def draft(self) -> TaskDraft:
        """What a valid form asks for."""
        values = self.cleaned_data
        return TaskDraft(
            title=values["title"],
            notes=values["notes"],
            due_on=values["due_on"],
            sharing=self.sharing,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day = cleaned.get("due_on")
        if day and not rules.in_reach(day, self.today):
            self.add_error("due_on", _("Check the year of this date."))
        return cleaned

    def values_of(self, draft: TaskDraft) -> dict[str, Any]:
        """A task in the values of these fields."""
        values = {"title": draft.title, "due_on": draft.due_on, "notes": draft.notes}
        return values | sharing_values(draft.sharing)


class TaskAddForm(OnceForm, TaskForm):
    pass


class TaskEditForm(VersionedForm, TaskForm):
    def in_words(self, name: str, value: Any) -> str:
        if name in {"due_on", "held_until"} and value:
            return wording.day_words(value)
        if name == "audience":
            return str(Audience(value).label)
        return super().in_words(name, value)
