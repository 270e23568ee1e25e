"""What people take along of how they want to be reminded."""

from django.utils.translation import gettext_lazy as _

from apps.core.portable import Part
from apps.reminders.models import HourWish, Listener, Mute, Preference

PARTS = (
    Part(
        Preference,
        _("How you want to be reminded"),
        ("quiet_from", "quiet_to", "channels", "at_once", "says_more", "alerts_in_quiet"),
        owner="user",
    ),
    Part(
        HourWish,
        _("The hours at which you want to be reminded"),
        ("subject", "offset", "wanted"),
        owner="user",
    ),
    Part(Mute, _("What you do not want to be written to about"), ("section",), owner="user"),
    Part(Listener, _("Where you are reminded of everything"), ("why",), owner="membership__user"),
)
