"""Codes from an app, recovery codes, and a passkey's name."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.accounts.adapter import CODE_LENGTH
from apps.accounts.forms.sign_in import digits_of
from apps.accounts.services.passkeys import NAME_LENGTH
from apps.accounts.services.second_step import RECOVERY_DIGITS
from apps.core.forms import NameField


class AppCodeForm(forms.Form):
    code = forms.CharField(
        label=_("The 6-digit code from the app"),
        max_length=20,
        error_messages={"required": _("Type the code the app shows.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    lengths: ClassVar[tuple[int, ...]] = (CODE_LENGTH,)
    wrong_length: ClassVar[Any] = _("The app shows six digits. Type them as they are now.")

    def clean_code(self) -> str:
        digits = digits_of(self.cleaned_data["code"])
        if len(digits) not in self.lengths:
            raise ValidationError(self.wrong_length)
        return digits


class SecondStepForm(AppCodeForm):
    code = forms.CharField(
        label=_("The code from the app, or a recovery code"),
        max_length=20,
        error_messages={"required": _("Type the code the app shows.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    lengths = (CODE_LENGTH, RECOVERY_DIGITS)
    wrong_length = _("The app shows six digits; a recovery code has ten.")


class PasskeyNameForm(forms.Form):
    name = NameField(
        label=_("Its name"),
        help_text=_("So that you know which device it is on."),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Type a name, like “my phone”.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
