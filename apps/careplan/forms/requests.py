"""Whom to ask to take a task."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.circles.models import Membership


class TaskRequestForm(forms.Form):
    asked = forms.TypedChoiceField(
        label=_("Whom do you want to ask?"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose somebody."),
            "invalid_choice": _("This person cannot be asked just now. Choose somebody else."),
        },
    )

    def __init__(self, data: Any = None, *, members: Iterable[Membership]) -> None:
        super().__init__(data)
        self.fields["asked"].choices = [  # type: ignore[attr-defined]
            (str(member.pk), member.name) for member in members
        ]
