"""Fields and habits that the forms of this room share."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from apps.careplan import rules
from apps.careplan.models import LONG_TEXT


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages: ClassVar = {
        "invalid": gettext_lazy("This is not a date. Choose a day that is in the calendar.")
    }


class ClockField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages: ClassVar = {
        "invalid": gettext_lazy("This is not a time of day. Write it like 14:30.")
    }


class NotesField(forms.CharField):
    """A text as long as anyone needs. Lines end as the database keeps them, not as browsers send them."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONG_TEXT, **kwargs)
        self.widget.attrs.pop("maxlength", None)  # browsers would cut a pasted text without a word
        self.error_messages["max_length"] = ngettext_lazy(
            "This text is too long: %(show_value)d characters. There is room for %(limit_value)d.",
            "This text is too long: %(show_value)d characters. There is room for %(limit_value)d.",
            "limit_value",
        )

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class LinkField(forms.CharField):
    """A link that opens in a browser, and nothing else that a phone might run."""

    widget = forms.URLInput(attrs={"autocomplete": "off"})
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


class NumberField(forms.CharField):
    """A phone number as people write it; what a phone could not dial is refused."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        number = str(super().clean(value) or "")
        if number and not rules.dial(number):
            raise ValidationError(_("Write the number with digits, for example 020 7946 0101."))
        return number


class VersionedForm(forms.Form):
    """An edit form. It carries the version it was opened with, and can show what stands now."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, shown_version: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["version"].initial = shown_version

    def show_what_stands_now(self, stands: dict[str, Any], version: int) -> None:
        """Keep what was typed, say beside each field that differs what is saved now, and take on the
        new version: pressing save again overwrites, knowingly."""
        typed = {name: self.cleaned_data.get(name) for name in stands}
        for name, now in stands.items():
            if (typed[name] or None) != (now or None):
                self.add_error(name, _("Now: %(value)s") % {"value": self.in_words(name, now)})
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["version"] = str(version)
        self.data = sent

    def in_words(self, name: str, value: Any) -> str:
        """A value as it is read to people."""
        return str(value) if value else _("nothing")
