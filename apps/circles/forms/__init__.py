"""Forms of circles. Hidden ids make a double tap harmless."""

from apps.circles.forms.circles import CircleForm
from apps.circles.forms.invitations import InvitationForm

__all__ = ["CircleForm", "InvitationForm"]
