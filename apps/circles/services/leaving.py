"""Someone's place in a circle ends: what was theirs goes, and rooms above give back what they had taken on."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from apps.circles import selectors
from apps.circles.access import Access
from apps.circles.kinds import Action, Role
from apps.circles.services.places import end_place, lock_own_place
from apps.core.errors import RuleError


@transaction.atomic
def leave_circle(access: Access) -> None:
    """Give up one's own place. What one wrote for the circle stays; RuleError where nobody would be left.

    The circle is locked first, so that of its last two coordinators only one can leave.
    """
    try:
        actor = lock_own_place(access)
    except Http404:
        return  # the other half of a double tap
    if reason := why_not_leave(actor):
        raise RuleError(reason)
    end_place(actor, actor, Action.LEFT)


def why_not_leave(access: Access) -> str:
    """The sentence that says why this person cannot leave as things stand, or nothing."""
    if access.is_patient:
        return _("This circle is about you, so it cannot go on without you.")
    members = [m for m in selectors.current_members(access) if not access.is_mine(m.pk)]
    others = [m.role for m in members if m.user.erase_at is None]  # who goes soon plans nothing
    if access.membership.role == Role.COORDINATOR and not {Role.PATIENT, Role.COORDINATOR} & {
        *others
    }:
        return _(
            "You are the only one who can plan here. Invite the patient or another coordinator first."
        )
    return ""
