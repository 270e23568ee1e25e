"""Naming somebody without an account for a seat."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles.models import Contact
from apps.core.forms import NameField


class GuestForm(forms.Form):
    """A name, or one of the contacts when there are any."""

    contact = forms.ChoiceField(
        label=gettext_lazy("One of your contacts"),
        help_text=gettext_lazy("They are reminded by mail or text, and can say “I can’t”."),
        required=False,
    )
    name = NameField(
        label=gettext_lazy("Their name"),
        help_text=gettext_lazy("For example: Uncle Bo. They are not reminded; tell them yourself."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, contacts: Iterable[Contact]) -> None:
        super().__init__(data)
        self.contacts = {str(row.pk): row for row in contacts}
        if self.contacts:
            names = [(pk, row.name) for pk, row in self.contacts.items()]
            self.fields["contact"].choices = [("", _("Nobody of these")), *names]  # type: ignore[attr-defined]
        else:
            del self.fields["contact"]

    @property
    def chosen(self) -> Contact | None:
        return self.contacts.get(self.cleaned_data.get("contact", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("name")) == bool(cleaned.get("contact")) and not self.errors:
            self.add_error("name", _("Write a name, or choose one of your contacts."))
        return cleaned
