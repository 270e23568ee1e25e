"""Asking for a code and typing it."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.accounts.adapter import CODE_LENGTH


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        error_messages={
            "required": _("Type your email address."),
            "invalid": _("That does not look like an email address. Check for a missing @ or dot."),
        },
        widget=forms.EmailInput(
            attrs={
                "autocomplete": "email",
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

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


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
        typed = unicodedata.normalize(
            "NFKC", str(self.cleaned_data["code"])
        )  # full-width digits too
        digits = "".join(character for character in typed if character.isalnum())
        if not (digits.isascii() and digits.isdigit() and len(digits) == CODE_LENGTH):
            raise ValidationError(_("The code has six digits. Check the newest email from us."))
        return digits
