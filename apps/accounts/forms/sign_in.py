"""Asking for a code and typing it."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from apps.accounts.adapter import CODE_LENGTH
from apps.core import texting
from apps.core.forms import PhoneField

validate_email = EmailValidator(
    _("That does not look like an email address. Check for a missing @ or dot.")
)


class AddressForm(forms.Form):
    """One field for an email address or, where texts can be sent, a phone number."""

    address = forms.CharField(
        max_length=254,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username webauthn",
                "inputmode": "email",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    own_phone = forms.BooleanField(
        label=_("This is my own phone"),
        help_text=_("Then you stay signed in. Leave it empty on a phone others use."),
        required=False,
    )
    time_zone = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["address"]
        if texting.is_on():
            field.label = _("Email or phone")
            field.error_messages["required"] = _("Type your email address or your phone number.")
        else:
            field.label = _("Email")
            field.error_messages["required"] = _("Type your email address.")

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"]).strip()
        if texting.is_on() and "@" not in typed and "\uff20" not in typed:
            return PhoneField(for_texts=True).clean(typed)
        email = typed.lower()
        validate_email(email)
        return email


class NewEmailForm(forms.Form):
    """Another email address for the account one has."""

    email = forms.EmailField(
        label=_("Your new address"),
        help_text=_("We send a code there."),
        max_length=254,
        error_messages={
            "required": _("Type your email address."),
            "invalid": validate_email.message,
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The 6-digit code"),
        max_length=20,
        error_messages={"required": _("Type the code we sent.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
            }
        ),
    )

    def clean_code(self) -> str:
        digits = digits_of(self.cleaned_data["code"])
        if len(digits) != CODE_LENGTH:
            raise ValidationError(_("The code has six digits. Check the newest message from us."))
        return digits


def digits_of(typed: str) -> str:
    """The digits of a typed code, full-width ones too; nothing when there is a letter among them."""
    plain = unicodedata.normalize("NFKC", typed)
    digits = "".join(character for character in plain if character.isalnum())
    return digits if digits.isascii() and digits.isdigit() else ""
