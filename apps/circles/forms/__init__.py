"""Forms of circles. Hidden ids make a double tap harmless."""

from apps.circles.forms.audience import AudienceForm, sharing_values
from apps.circles.forms.circles import CircleForm
from apps.circles.forms.invitations import InvitationForm

__all__ = ["AudienceForm", "CircleForm", "InvitationForm", "sharing_values"]
