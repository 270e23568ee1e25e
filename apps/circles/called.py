"""How receipts call the things of this room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.circles import subjects
from apps.circles.access import Access
from apps.circles.models import Circle, Handover, Invitation, Membership, StandIn
from apps.circles.subjects import Subject


def _members(access: Access) -> Any:
    return Membership.objects.filter(circle=access.circle).select_related("user")


def _circles(access: Access) -> Any:
    return Circle.objects.filter(pk=access.circle.pk)


def _handovers(access: Access) -> Any:
    return Handover.objects.filter(circle=access.circle).select_related("taker__user")


def _stand_ins(access: Access) -> Any:
    return StandIn.objects.filter(circle=access.circle).select_related("person__user")


def _invitations(access: Access) -> Any:
    return Invitation.objects.visible_to(access)


SUBJECTS = (
    Subject("membership", _("somebody"), Membership, _members, lambda row: row.name),
    Subject("circle", _("the circle"), Circle, _circles, lambda row: row.name),
    Subject("wishes", _("what stays readable"), Circle, _circles, lambda row: row.name),
    Subject("archive", _("an archive"), Circle, _circles, lambda row: row.name),
    Subject("reminders", _("the reminders"), Circle, _circles, lambda row: row.name),
    Subject("handover", _("a handover"), Handover, _handovers, lambda row: row.taker.name),
    Subject("stand_in", _("a stand-in"), StandIn, _stand_ins, lambda row: row.person.name),
    Subject("invitation", _("somebody"), Invitation, _invitations, lambda row: row.name),
)


def register() -> None:
    for subject in SUBJECTS:
        subjects.register(subject)
