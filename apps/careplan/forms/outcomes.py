"""Writing down what was said at a visit, and what comes next."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.careplan.forms.fields import NotesField, VersionedForm
from apps.careplan.models import Outcome
from apps.careplan.rules import OutcomeDraft
from apps.core.forms import OnceForm


class OutcomeForm(VersionedForm):
    said = NotesField(label=_("What was said"))
    decisions = NotesField(label=_("What was decided"))

    def __init__(self, data: Any = None, *, outcome: Outcome) -> None:
        super().__init__(data, shown_version=outcome.version, initial=self.values_of(outcome))

    @property
    def draft(self) -> OutcomeDraft:
        return OutcomeDraft(self.cleaned_data["said"], self.cleaned_data["decisions"])

    @staticmethod
    def values_of(outcome: Outcome) -> dict[str, Any]:
        return {"said": outcome.said, "decisions": outcome.decisions}


class StepForm(OnceForm):
    """One line: it becomes the title of a task or the name of a date."""

    text = forms.CharField(
        label=_("A next step"),
        help_text=_("For example: book the bone scan, fetch the new tablets."),
        max_length=120,
        error_messages={"required": _("Write what comes next.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
