"""Asking for an archive, and for the end of an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import OnceForm


class ArchiveForm(OnceForm):
    """Nothing to fill in; a double tap asks once."""


class ErasureForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, delete my account in two weeks"),
        error_messages={"required": _("Tick this if you want your account to be deleted.")},
    )
    with_own_circles = forms.BooleanField(
        label=_("Erase the circles that are about me too, with everything in them"),
        help_text=_("Leave it empty and the others keep what is there."),
        required=False,
    )


class CircleErasureForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, erase this circle in two weeks"),
        error_messages={"required": _("Tick this if you want the circle to be erased.")},
    )
