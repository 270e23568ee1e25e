"""What people take along of how they want to be reminded."""

from django.utils.translation import gettext_lazy as _

from apps.core.portable import Part
from apps.reminders.models import Preference

PARTS = (
    Part(Preference, _("How you want to be reminded"), ("quiet_from", "quiet_to"), owner="user"),
)
