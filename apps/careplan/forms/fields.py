"""The fields that the forms of this room share: core's, with room for as much text as people are promised."""

from typing import Any

from apps.careplan.models import LONG_TEXT
from apps.core import forms
from apps.core.forms import ClockField, DayField, VersionedForm

__all__ = ["ClockField", "DayField", "NotesField", "VersionedForm"]


class NotesField(forms.NotesField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONG_TEXT, **kwargs)
