"""Forms for signing in, the first welcome and one's own details."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.accounts.adapter import CODE_LENGTH
from apps.core.forms import NameField
from apps.core.site_guide import guide
from apps.core.zones import known_zones


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


class WelcomeForm(forms.Form):
    name = NameField(
        label=_("Your name"),
        help_text=_("What the people you help, or who help you, call you."),
        max_length=80,
        error_messages={"required": _("Type the name the others should see.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    accept = forms.BooleanField(
        error_messages={"required": _("To go on, please read the two texts and tick this box.")},
    )
    old_enough = forms.BooleanField(
        error_messages={"required": _("To go on, please confirm your age.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accept"].label = _(
            "I have read the terms and the privacy notice and accept them"
        )
        self.fields["old_enough"].label = _("I am %(age)s or older") % {"age": guide().minimum_age}


class ProfileForm(forms.Form):
    name = NameField(
        label=_("Your name"),
        max_length=80,
        error_messages={"required": _("Type the name the others should see.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("Reminders come at your time of day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = [(zone, zone.replace("_", " ")) for zone in sorted(known_zones())]
        self.fields["time_zone"].choices = zones  # type: ignore[attr-defined]
