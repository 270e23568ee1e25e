"""Asking for a code and typing it."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.accounts.adapter import CODE_LENGTH


class AddressField(forms.EmailField):
    """An email address, kept in small letters."""

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        attributes = {
            "autocomplete": autocomplete,
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        super().__init__(
            max_length=254,
            error_messages={
                "required": _("Type your email address."),
                "invalid": _(
                    "That does not look like an email address. Check for a missing @ or dot."
                ),
            },
            widget=forms.EmailInput(attrs=attributes),
            **options,
        )

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).strip().lower()


class EmailForm(forms.Form):
    email = AddressField(label=_("Email"), autocomplete="username webauthn")
    own_phone = forms.BooleanField(
        label=_("This is my own phone"),
        help_text=_("Then you stay signed in. Leave it empty on a phone others use."),
        required=False,
    )
    time_zone = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class NewEmailForm(forms.Form):
    email = AddressField(
        label=_("Your new address"), help_text=_("We send a code there."), autocomplete="email"
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The 6-digit code"),
        max_length=20,
        error_messages={"required": _("Type the code from the email.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "code-input",
            }
        ),
    )

    def clean_code(self) -> str:
        digits = digits_of(self.cleaned_data["code"])
        if len(digits) != CODE_LENGTH:
            raise ValidationError(_("The code has six digits. Check the newest email from us."))
        return digits


def digits_of(typed: str) -> str:
    """The digits of a typed code, full-width ones too; nothing when there is a letter among them."""
    plain = unicodedata.normalize("NFKC", typed)
    digits = "".join(character for character in plain if character.isalnum())
    return digits if digits.isascii() and digits.isdigit() else ""
