"""Adding a phone number to one's account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import PhoneField


class PhoneForm(forms.Form):
    phone = PhoneField(
        for_texts=True,
        label=_("Mobile number"),
        help_text=_("From abroad with + and the country, like +34."),
        error_messages={"required": _("Type your mobile number.")},
    )
