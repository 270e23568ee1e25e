"""Forms of circles. Hidden ids make a double tap harmless."""

from apps.circles.forms.audience import AudienceForm, sharing_values
from apps.circles.forms.circles import CircleForm
from apps.circles.forms.invitations import InvitationForm
from apps.circles.forms.places import PlaceForm

__all__ = ["AudienceForm", "CircleForm", "InvitationForm", "PlaceForm", "sharing_values"]
