"""The fields that the forms of this room share: core's, with room for as much text as people are promised,
and those for links and numbers that a phone opens."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms import CharField, TextInput, URLInput
from django.utils.translation import gettext as _

from apps.careplan import rules
from apps.careplan.models import LONG_TEXT
from apps.core import forms
from apps.core.forms import ClockField, DayField, VersionedForm

__all__ = ["ClockField", "DayField", "LinkField", "NotesField", "NumberField", "VersionedForm"]


class NotesField(forms.NotesField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONG_TEXT, **kwargs)


class LinkField(CharField):
    """A link that opens in a browser, and nothing else that a phone might run."""

    widget = URLInput(attrs={"autocomplete": "off"})
    _is_link = URLValidator(schemes=["https", "http"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=500, **kwargs)

    def clean(self, value: Any) -> str:
        link = str(super().clean(value) or "")
        try:
            if link:
                self._is_link(link)
        except ValidationError as error:
            raise ValidationError(
                _("This is not a link. Copy it whole: it starts with https://.")
            ) from error
        return link


class NumberField(CharField):
    """A phone number as people write it; what a phone could not dial is refused."""

    widget = TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        number = str(super().clean(value) or "")
        if number and not rules.dial(number):
            raise ValidationError(_("Write the number with digits, for example 020 7946 0101."))
        return number
