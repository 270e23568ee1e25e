"""The first welcome and one's own details."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import NameField, ZoneField
from apps.core.site_guide import guide


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
    passkey = forms.BooleanField(
        label=_("Next time, let me in with my finger, face or screen lock"),
        help_text=_(
            "The next page sets it up on this phone. You can also do that later, under Me."
        ),
        required=False,
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
    time_zone = ZoneField(
        label=_("Your time zone"),
        help_text=_("Reminders come at your time of day."),
    )
