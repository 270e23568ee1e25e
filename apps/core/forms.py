"""What forms of several rooms share."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError


class OnceField(forms.UUIDField):
    """The hidden id of a form that makes something. It can never stop a person: what is none becomes a new one."""

    def clean(self, value: Any) -> UUID:
        try:
            found = super().clean(value)
        except ValidationError:
            found = None
        return UUID(str(found)) if found else uuid4()


class OnceForm(forms.Form):
    """A form that makes something. Its hidden id becomes the new row's, so sending it twice makes one."""

    once = OnceField(widget=forms.HiddenInput, required=False, initial=uuid4)
