"""Asking a question for a visit, changing one, answering one."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import suggestions, wording
from apps.careplan.forms.fields import NotesField, VersionedForm
from apps.careplan.kinds import AppointmentKind
from apps.careplan.models import Appointment
from apps.careplan.rules import QuestionDraft
from apps.careplan.suggestions import SuggestionList
from apps.circles.forms import AudienceForm, sharing_values
from apps.circles.kinds import Audience
from apps.core.days import day_words
from apps.core.forms import OnceForm


class QuestionForm(AudienceForm):
    """``visit`` is the id of an appointment, or a kind: the next of those."""

    text = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=500,
        error_messages={"required": gettext_lazy("Write what you want to ask.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    visit = forms.ChoiceField(
        label=gettext_lazy("For which visit?"),
        error_messages={"required": gettext_lazy("Choose a visit.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        visits: list[Appointment],
        saved: QuestionDraft | None = None,
        visit: str = "",
        **sharing: Any,
    ) -> None:
        """``visit`` is what a new form begins with, if it can be chosen."""
        self.visits = {str(row.pk): row for row in visits}
        begin_with = visit if visit in self.visits else AppointmentKind.CLINIC
        initial = self.values_of(saved) if saved else {"visit": begin_with}
        shared = saved.sharing if saved else None
        super().__init__(data, shared=shared, initial=initial, **sharing)
        booked = [(pk, wording.named_words(row.name, row.when)) for pk, row in self.visits.items()]
        waiting = [
            (kind.value, _("The next one: %(kind)s") % {"kind": kind.label})
            for kind in AppointmentKind
        ]
        self.fields["visit"].choices = [*booked, *waiting]  # type: ignore[attr-defined]

    @property
    def kind(self) -> AppointmentKind:
        """The kind of visit that is chosen."""
        value = str(self["visit"].value())
        if value in self.visits:
            return AppointmentKind(self.visits[value].kind)
        return AppointmentKind(value if value in AppointmentKind.values else AppointmentKind.CLINIC)

    @property
    def draft(self) -> QuestionDraft:
        """What a valid form asks for."""
        values = self.cleaned_data
        visit = values["visit"]
        booked = visit in self.visits
        return QuestionDraft(
            text=" ".join(values["text"].split()),
            sharing=self.sharing,
            appointment_id=UUID(visit) if booked else None,
            kind=None if booked else AppointmentKind(visit),
        )

    @staticmethod
    def values_of(draft: QuestionDraft) -> dict[str, Any]:
        visit = str(draft.appointment_id or draft.kind)
        return {"text": draft.text, "visit": visit, **sharing_values(draft.sharing)}


class QuestionAddForm(OnceForm, QuestionForm):
    """One question of one's own, or some of those that are ready."""

    suggested = forms.MultipleChoiceField(
        label=gettext_lazy("Questions that many find worth asking"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["text"].required = False
        every = [entry for found in suggestions.all_lists() for entry in found.questions]
        self.fields["suggested"].choices = [(entry.id, entry.text) for entry in every]  # type: ignore[attr-defined]

    @property
    def lists(self) -> list[SuggestionList]:
        """Those for the kind of visit that is chosen."""
        return suggestions.lists_for(self.kind)

    @property
    def ticked(self) -> list[str]:
        return list(self["suggested"].value() or [])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("suggested") and "text" not in self.errors:
            self.add_error("text", _("Write what you want to ask, or tick a question below."))
        return cleaned


class QuestionEditForm(VersionedForm, QuestionForm):
    def in_words(self, name: str, value: Any) -> str:
        if name == "audience":
            return str(Audience(value).label)
        if name == "held_until" and value:
            return day_words(value)
        if name == "visit":
            choices = dict(self.fields["visit"].choices)  # type: ignore[attr-defined]
            return str(choices.get(value, value))
        return super().in_words(name, value)


class AnswerForm(VersionedForm):
    answer = NotesField(
        label=gettext_lazy("The answer"),
        help_text=gettext_lazy("In your own words. Leave it empty to note only that it was asked."),
    )
