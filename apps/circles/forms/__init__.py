"""Forms of circles. Hidden ids make a double tap harmless."""

from apps.circles.forms.audience import AudienceForm, sharing_values
from apps.circles.forms.circles import CircleForm
from apps.circles.forms.invitations import InvitationCodeForm, InvitationForm
from apps.circles.forms.own_side import FreeTimeChoice, FreeTimeForm, LimitsForm, OwnNotesForm
from apps.circles.forms.places import PlaceForm
from apps.circles.forms.turns import (
    ClosingForm,
    ConsentFields,
    ConsentForm,
    HandoverForm,
    StandInForm,
    WishesForm,
)

__all__ = [
    "AudienceForm",
    "CircleForm",
    "ClosingForm",
    "ConsentFields",
    "ConsentForm",
    "FreeTimeChoice",
    "FreeTimeForm",
    "HandoverForm",
    "InvitationCodeForm",
    "InvitationForm",
    "LimitsForm",
    "OwnNotesForm",
    "PlaceForm",
    "StandInForm",
    "WishesForm",
    "sharing_values",
]
