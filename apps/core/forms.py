"""What forms of several rooms share."""

import re
import unicodedata
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LINK = re.compile(r"://|\bwww\.|\b[\w-]+\.[a-z]{2,}/", re.IGNORECASE)


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


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages: ClassVar = {
        "invalid": gettext_lazy("This is not a date. Choose a day that is in the calendar.")
    }


class NameField(forms.CharField):
    """A name or a few words that end up in other people's lists and mails: one line, no links."""

    def clean(self, value: Any) -> str:
        name = " ".join(str(super().clean(value) or "").split())
        if any(unicodedata.category(character) == "Cc" for character in name):
            raise ValidationError(_("Please use letters and signs that can be read."))
        if LINK.search(name):
            raise ValidationError(_("Please write a name here, not a link."))
        return name
