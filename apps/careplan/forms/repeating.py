"""How often a task comes back: two more fields of the form that adds one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.careplan import rules, wording
from apps.careplan.forms.tasks import TaskForm
from apps.careplan.kinds import Unit
from apps.careplan.rules import MOST_TIMES, Repeat
from apps.core.forms import OnceForm

ONCE = ""
RHYTHMS = {
    "daily": (Unit.DAY, 1, gettext_lazy("Every day")),
    "weekly": (Unit.WEEK, 1, gettext_lazy("Every week")),
    "fortnightly": (Unit.WEEK, 2, gettext_lazy("Every two weeks")),
    "monthly": (Unit.MONTH, 1, gettext_lazy("Every month")),
}


class TaskAddForm(OnceForm, TaskForm):
    """A task, or a series of them."""

    rhythm = forms.ChoiceField(
        label=gettext_lazy("Does it come back?"),
        choices=[
            (ONCE, gettext_lazy("No, just once")),
            *((name, label) for name, (_unit, _every, label) in RHYTHMS.items()),
        ],
        required=False,
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many times in all?"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write a number, like 6.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    field_order = (
        "kind", "title", "due_on", "notes", "starts", "ends", "minutes", "rhythm", "times",
    )  # fmt: skip

    @property
    def repeat(self) -> Repeat | None:
        """How often a valid form wants it; None for once."""
        rhythm = self.cleaned_data["rhythm"]
        if not rhythm:
            return None
        unit, every, _label = RHYTHMS[rhythm]
        return Repeat(unit, every, self.cleaned_data["times"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("rhythm") or "times" in self.errors:
            return cleaned
        self._check_times(cleaned.get("times"))
        if cleaned.get("due_on") is None and "due_on" not in self.errors:
            self.add_error("due_on", _("Choose the first day."))
        if not self.errors:
            self._check_clock_changes(cleaned)
        return cleaned

    def _check_times(self, times: int | None) -> None:
        if times is None:
            self.add_error("times", _("Write how many times in all."))
        elif times < 2:
            self.add_error("times", _("Twice or more makes a series."))
        elif times > MOST_TIMES:
            self.add_error(
                "times",
                ngettext(
                    "That is too many at once. Put down up to %(most)s time, and go on later.",
                    "That is too many at once. Put down up to %(most)s times, and go on later.",
                    MOST_TIMES,
                )
                % {"most": MOST_TIMES},
            )

    def _check_clock_changes(self, cleaned: dict[str, Any]) -> None:
        self.cleaned_data = cleaned
        try:
            if self.repeat:
                rules.series_of(self.draft, self.repeat, self.home_zone)
        except rules.NoSuchTime as error:
            self.add_error("starts", wording.no_such_time_words(error))
