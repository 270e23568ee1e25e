"""How receipts call the things of this room."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.circles import subjects
from apps.circles.access import Access
from apps.circles.kinds import Action
from apps.circles.models import Circle, Handover, Invitation, Membership, StandIn
from apps.circles.subjects import Rows, Subject


def _members(access: Access) -> Any:
    return Membership.objects.filter(circle=access.circle)


def _circles(access: Access) -> Any:
    return Circle.objects.filter(pk=access.circle.pk)


def _handovers(access: Access) -> Any:
    return Handover.objects.filter(circle=access.circle)


def _stand_ins(access: Access) -> Any:
    return StandIn.objects.filter(circle=access.circle)


def _invitations(access: Access) -> Any:
    return Invitation.objects.visible_to(access)


def _circle_of(patient_name: str) -> str:
    return Circle(patient_name=patient_name).name


def _person(
    name: str, model: type[Model], visible: Rows, field: str, words: Mapping[Action, Promise]
) -> Subject:
    """Something that is about one person, and is called by their name."""
    return Subject(name, _("somebody"), model, visible, (field,), words=words, is_person=True)


OF_CIRCLE = ("patient_name",)
CIRCLE_WORDS = {
    Action.CANCELLED: _("%(name)s asked to have the circle erased"),
    Action.RESTORED: _("%(name)s kept the circle from being erased"),
    Action.REOPENED: _("%(name)s opened the circle again"),
}
PLACE_WORDS = {
    Action.CHANGED: _("%(name)s changed what %(thing)s may do"),
    Action.RESTORED: _("%(name)s brought %(thing)s back into the circle"),
    Action.ACCEPTED: _("%(name)s agreed that %(thing)s acts for the patient"),
    Action.JOINED: _("%(name)s joined the circle"),
}
STAND_IN_WORDS = {
    Action.OFFERED: _("%(name)s wants %(thing)s to act for the patient when that is needed"),
    Action.REFUSED: _("%(name)s said no: %(thing)s does not act for the patient"),
    Action.TOOK_BACK: _("%(name)s ended it: %(thing)s does not act for the patient"),
}

SUBJECTS = (
    _person("membership", Membership, _members, "user__name", PLACE_WORDS),
    Subject("circle", _("the circle"), Circle, _circles, OF_CIRCLE, _circle_of, CIRCLE_WORDS),
    Subject("wishes", _("what stays readable"), Circle, _circles, OF_CIRCLE, _circle_of),
    Subject("archive", _("an archive"), Circle, _circles, OF_CIRCLE, _circle_of),
    Subject("reminders", _("the reminders"), Circle, _circles, OF_CIRCLE, _circle_of),
    _person("handover", Handover, _handovers, "taker__user__name", {}),
    _person("stand_in", StandIn, _stand_ins, "person__user__name", STAND_IN_WORDS),
    _person("invitation", Invitation, _invitations, "name", {}),
)


def register() -> None:
    for subject in SUBJECTS:
        subjects.register(subject)
