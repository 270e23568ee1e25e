"""What forms of several rooms share."""

import re
import unicodedata
from functools import cache
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from apps.core import phones, texting
from apps.core.site_guide import COUNTRY_NAMES, guide
from apps.core.zones import known_zones

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


class NameField(forms.CharField):
    """A name or a few words that end up in other people's lists and mails: one line, no links."""

    def clean(self, value: Any) -> str:
        name = " ".join(str(super().clean(value) or "").split())
        if any(unicodedata.category(character) == "Cc" for character in name):
            raise ValidationError(_("Please use letters and signs that can be read."))
        if LINK.search(name):
            raise ValidationError(_("Please write a name here, not a link."))
        return name


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


class ZoneSelect(forms.Select):
    """One of hundreds, which Django would render by a template each: they are written once instead."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        tag = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        chosen = [format_html('<option value="{}"', zone) for zone in self.format_value(value)]
        options = _zone_options()
        for option in chosen:
            options = options.replace(f"{option}>", f"{option} selected>")
        return mark_safe(f"<select{tag}>{options}</select>")  # noqa: S308 (all of it is escaped)


class ZoneField(forms.ChoiceField):
    """A time zone, named by a place in it."""

    widget = ZoneSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_zones, **kwargs)


@cache
def _zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(known_zones())]


@cache
def _zone_options() -> str:
    return format_html_join("", '<option value="{}">{}</option>', _zones())


class NotesField(forms.CharField):
    """A text as long as anyone needs. Lines end as the database keeps them, not as browsers send them."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs.pop("maxlength", None)  # browsers would cut a pasted text without a word
        self.error_messages["max_length"] = ngettext_lazy(
            "This text is too long: %(show_value)d characters. There is room for %(limit_value)d.",
            "This text is too long: %(show_value)d characters. There is room for %(limit_value)d.",
            "limit_value",
        )

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


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
            if name in self.fields and (typed[name] or None) != (now or None):
                self.add_error(name, _("Now: %(value)s") % {"value": self.in_words(name, now)})
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["version"] = str(version)
        self.data = sent

    def in_words(self, name: str, value: Any) -> str:
        """A value as it is read to people."""
        return str(value) if value else _("nothing")


class PhoneField(forms.CharField):
    """A phone number as people type it; cleaned it is in full, like +447700900123.

    Without a country it is taken for one of the site's. ``for_texts``: a mobile we may send texts to.
    """

    def __init__(self, *, for_texts: bool = False, **kwargs: Any) -> None:
        attrs = {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=40, **kwargs)
        self.for_texts = for_texts

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return ""
        try:
            number = phones.read(typed, guide().country)
        except phones.UnknownCountry as error:
            raise ValidationError(
                _("Which country is this number from? Begin with + and the country, like +44.")
            ) from error
        except phones.NotAPhone as error:
            raise ValidationError(
                _("That does not look like a phone number. Check for a missing or extra digit.")
            ) from error
        if self.for_texts and not texting.may_get(number):
            raise ValidationError(
                _("We can text only mobile phones of: %(countries)s.")
                % {"countries": _country_names()}
            )
        return number


def _country_names() -> str:
    return ", ".join(str(COUNTRY_NAMES.get(code, code.upper())) for code in texting.countries())
