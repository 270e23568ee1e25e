"""What people take along of how they want to be reminded."""

from django.utils.translation import gettext_lazy as _

from apps.core.portable import Part, Told
from apps.reminders import registry
from apps.reminders.forms.hours import lead_words
from apps.reminders.kinds import Channel
from apps.reminders.models import HourWish, Listener, Mute, Preference


def _ways(row: Preference) -> str:
    return ", ".join(str(Channel(channel).label) for channel in row.channels)


def _thing(row: HourWish) -> str:
    adjustable = registry.adjustable().get(row.subject)
    return adjustable.label if adjustable else ""


def _hour(row: HourWish) -> str:
    adjustable = registry.adjustable().get(row.subject)
    leads = adjustable.leads if adjustable else ()
    return next((lead_words(lead) for lead in leads if lead.offset == row.offset), "")


def _circle(row: Listener) -> str:
    return row.membership.circle.name


PARTS = (
    Part(
        Preference,
        _("How you want to be reminded"),
        {
            "quiet_from": _("Quiet from"),
            "quiet_to": _("Quiet until"),
            "channels": Told(_("In which ways"), _ways),
            "at_once": _("How many of them at once"),
            "says_more": _("Messages say what it is about"),
            "alerts_in_quiet": _("Alerts come in quiet hours too"),
        },
        owner="user",
    ),
    Part(
        HourWish,
        _("The hours at which you want to be reminded"),
        {
            "subject": Told(_("Of what"), _thing),
            "offset": Told(_("When"), _hour),
            "wanted": _("Wanted"),
        },
        owner="user",
    ),
    Part(
        Mute,
        _("What you do not want to be written to about"),
        {"circle": _("Circle"), "section": _("Which part"), "person": _("Whose entries")},
        owner="user",
    ),
    Part(
        Listener,
        _("Where you are reminded of everything"),
        {
            "circle": Told(_("Circle"), _circle, lambda row: str(row.membership.circle_id)),
            "why": _("Why"),
        },
        owner="membership__user",
    ),
)
