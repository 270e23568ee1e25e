"""How things stand in the hard turns: a handover on its way, a stand-in, closing and who may do it."""

from apps.circles import rules
from apps.circles.access import Access
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Circle, Handover, Membership, StandIn
from apps.circles.selectors.people import current_members
from apps.core import clock


def open_handover(access: Access) -> Handover | None:
    """The one that waits for an answer, whoever it concerns: it is announced to the whole circle."""
    rows = Handover.objects.open().filter(circle=access.circle)
    return rows.select_related("giver__user", "taker__user").first()


def takers(access: Access) -> list[Membership]:
    """Who could take over the planning."""
    wanted = {Role.HELPER, Role.FOLLOWER}
    return [member for member in current_members(access) if member.role in wanted]


def stand_in(access: Access) -> StandIn | None:
    """Whom the patient named, whether they act for her or not."""
    rows = StandIn.objects.standing().filter(circle=access.circle)
    return rows.select_related("person__user", "person__circle", "second__user").first()


def first_coordinator(circle: Circle) -> Membership | None:
    """Who has coordinated for longest among those who do today. For jobs, which have no access."""
    today = clock.today(circle.time_zone)
    rows = Membership.objects.not_taken_back().filter(circle=circle, role=Role.COORDINATOR)
    return next((row for row in rows.order_by("created_at", "pk") if row.holds_on(today)), None)


def may_close(access: Access) -> bool:
    """The patient, coordinators who may change people, and whom she named."""
    plans = access.rank in {Role.PATIENT, Role.COORDINATOR}
    edits = access.membership.section_levels.get(Section.PEOPLE, Level.NONE) >= Level.EDIT
    return access.membership.may_close or (plans and (access.is_patient or edits))


def may_reopen(access: Access) -> bool:
    closed_at = access.circle.closed_at
    return closed_at is not None and rules.may_reopen(
        is_patient=access.is_patient,
        may_close=may_close(access),
        closed_at=closed_at,
        now=clock.now(),
    )
