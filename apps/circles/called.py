"""How receipts call the things of this room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.circles import subjects
from apps.circles.access import Access
from apps.circles.models import Circle, Invitation, Membership
from apps.circles.subjects import Subject


def _members(access: Access) -> Any:
    return Membership.objects.filter(circle=access.circle).select_related("user")


def _circles(access: Access) -> Any:
    return Circle.objects.filter(pk=access.circle.pk)


def _invitations(access: Access) -> Any:
    return Invitation.objects.visible_to(access)


SUBJECTS = (
    Subject("membership", _("somebody"), Membership, _members, lambda row: row.name),
    Subject("circle", _("the circle"), Circle, _circles, lambda row: row.name),
    Subject("invitation", _("somebody"), Invitation, _invitations, lambda row: row.name),
)


def register() -> None:
    for subject in SUBJECTS:
        subjects.register(subject)
