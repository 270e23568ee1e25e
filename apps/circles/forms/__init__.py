"""Forms of circles. Hidden ids make a double tap harmless."""

from apps.circles.forms.audience import AudienceForm, sharing_values
from apps.circles.forms.circles import CircleForm
from apps.circles.forms.invitations import InvitationForm
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
    "HandoverForm",
    "InvitationForm",
    "PlaceForm",
    "StandInForm",
    "WishesForm",
    "sharing_values",
]
