"""Who hears of the doses of a medicine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db.models import Q

from apps.careplan.kinds import WatchKind
from apps.careplan.models import DoseDay, Medicine, MedicineWatch
from apps.careplan.rules import WatchDraft
from apps.careplan.selectors.doses import DoseCard, doses_of_day
from apps.careplan.selectors.members import is_still_here
from apps.circles.access import Access
from apps.circles.kinds import Role
from apps.circles.models import Membership
from apps.circles.selectors import current_members, will_see
from apps.reminders.selectors import listeners


def draft_of_watches(access: Access, medicine: Medicine) -> WatchDraft:
    """Who hears of the doses, in the shape of what a form sends."""
    rows = MedicineWatch.objects.visible_to(access, among=[medicine])
    members: dict[str, set[UUID]] = {kind.value: set() for kind in WatchKind}
    for member_id, kind in rows.values_list("member_id", "kind"):
        members[kind].add(member_id)
    return WatchDraft(
        reminded=frozenset(members[WatchKind.DUE]),
        told=frozenset(members[WatchKind.NOT_TICKED]),
        after_minutes=medicine.told_after,
    )


def watch_names(access: Access, medicine: Medicine) -> dict[str, list[str]]:
    """Who hears of its doses, by kind: who was chosen, as long as they are here and may see it."""
    rows = MedicineWatch.objects.visible_to(access, among=[medicine])
    names: dict[str, list[str]] = {}
    for row in rows.select_related("member__user"):
        if is_still_here(access, row.member) and will_see(medicine, row.member):
            names.setdefault(row.kind, []).append(row.member.name)
    return names


def may_hear_of(access: Access, medicine: Medicine) -> list[Membership]:
    """The members who may see this medicine: only they can be reminded of it."""
    return [member for member in current_members(access) if will_see(medicine, member)]


@dataclass(frozen=True, slots=True)
class WatchedDay:
    """The doses of a planned day of one medicine, as a member who hears of them may know them now."""

    access: Access
    author: UUID | None  # the membership that entered the medicine
    doses: Mapping[time, DoseCard]  # what is due that day, by its hour
    kinds: frozenset[WatchKind]  # of messages that this member is to get


def watched_day(access: Access, dose_day_id: UUID) -> WatchedDay | None:
    """None for a medicine that this access may not see."""
    pages = DoseDay.objects.visible_to(access).filter(pk=dose_day_id)
    page: DoseDay | None = pages.select_related("medicine").first()
    if page is None:
        return None
    whose = Q(member=access.membership)
    if access.membership.pk in listeners([access.circle.pk]).for_patient:
        whose |= Q(member__role=Role.PATIENT)
    watches = MedicineWatch.objects.of_visible(access).filter(whose, medicine=page.medicine_id)
    return WatchedDay(
        access,
        page.medicine.author_id,
        {card.due.slot: card for card in doses_of_day(access, page.day, page.medicine_id).doses},
        frozenset(WatchKind(kind) for kind in watches.values_list("kind", flat=True)),
    )
