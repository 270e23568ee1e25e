"""Someone's place in a circle ends: what was theirs goes, and rooms above give back what they had taken on."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from apps.circles import selectors
from apps.circles.access import Access
from apps.circles.kinds import Action, Role, Section
from apps.circles.models import Circle
from apps.circles.services.own_side import forget_own_side
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.errors import RuleError

Callback = Callable[[Access], None]
_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """``callback`` is given the access of who has just left, in the transaction in which they leave."""
    _callbacks.append(callback)


@transaction.atomic
def leave_circle(access: Access) -> None:
    """Give up one's own place. What one wrote for the circle stays; RuleError where nobody would be left.

    The circle is locked first, so that of its last two coordinators only one can leave.
    """
    Circle.objects.select_for_update().get(pk=access.circle.pk)
    access.membership.refresh_from_db(fields=["ended_at"])
    if access.membership.ended_at:
        return  # the other half of a double tap
    if reason := why_not_leave(access):
        raise RuleError(reason)
    note_change(access, Action.LEFT, Section.PEOPLE, "membership", access.membership.pk)
    end_place(access)


def end_place(access: Access) -> None:
    """End this membership now, whoever decided it, in the caller's transaction."""
    access.membership.ended_at = clock.now()
    access.membership.save(update_fields=["ended_at"])
    forget_own_side(access.membership.pk)
    for callback in _callbacks:
        callback(access)


def why_not_leave(access: Access) -> str:
    """The sentence that says why this person cannot leave as things stand, or nothing."""
    if access.is_patient:
        return _("This circle is about you, so it cannot go on without you.")
    others = [m.role for m in selectors.current_members(access) if not access.is_mine(m.pk)]
    if access.membership.role == Role.COORDINATOR and not {Role.PATIENT, Role.COORDINATOR} & {
        *others
    }:
        return _(
            "You are the only one who can plan here. Invite the patient or another coordinator first."
        )
    return ""
