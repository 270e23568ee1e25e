"""Looking at a circle as one of its members does: through whose eyes, and until when, kept in the session."""

from uuid import UUID

from django.http import HttpRequest

from apps.circles import selectors
from apps.circles.access import Access, as_seen_by
from apps.circles.models import Membership
from apps.core import clock

LOOKING = "looking"  # session key
LENGTH_SECONDS = 30 * 60


def begin(request: HttpRequest, access: Access, member: Membership) -> None:
    request.session[LOOKING] = {
        "circle": str(access.circle.pk),
        "member": str(member.pk),
        "until": clock.now().timestamp() + LENGTH_SECONDS,
    }


def end(request: HttpRequest) -> None:
    request.session.pop(LOOKING, None)


def through(request: HttpRequest, access: Access) -> Access | None:
    """What the other person gets, while their place is this person's to change and the half hour lasts."""
    state = request.session.get(LOOKING)
    if not state or state["circle"] != str(access.circle.pk):
        return None
    theirs = as_seen_by(access, UUID(state["member"]))
    is_over = clock.now().timestamp() > state["until"]
    if is_over or theirs is None or selectors.why_not_to_change(access, theirs.membership):
        end(request)
        return None
    return theirs
