"""Forms of circles. Hidden ids make a double tap harmless."""

from apps.circles.forms.circles import CircleForm
from apps.circles.forms.invitations import InvitationCodeForm, InvitationForm
from apps.circles.forms.own_side import FreeTimeChoice, FreeTimeForm, LimitsForm, OwnNotesForm

__all__ = [
    "CircleForm",
    "FreeTimeChoice",
    "FreeTimeForm",
    "InvitationCodeForm",
    "InvitationForm",
    "LimitsForm",
    "OwnNotesForm",
]
