"""What the reminders room needs to know of doses: who hears of which, and when.

Nothing is planned for years: the doses of yesterday to the day after tomorrow, at each change and by a job that
moves the window along. One day of one medicine is one page in the outbox.
"""

import math
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from apps.careplan import selectors
from apps.careplan.kinds import WatchKind
from apps.careplan.models import DoseDay, Medicine, MedicineWatch
from apps.careplan.selectors import DoseCard
from apps.circles.access import Access, open_for_members
from apps.circles.models import Membership
from apps.core import clock
from apps.reminders import services as reminders
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Owed, Promise

SUBJECT = "dose"
AT_ONCE = 200
BEHIND, AHEAD = timedelta(days=1), timedelta(days=2)
DUE_USEFUL = timedelta(hours=3)
UNTICKED_USEFUL = timedelta(hours=12)  # over a night's quiet hours
KINDS = {WatchKind.DUE: Kind.DUE, WatchKind.NOT_TICKED: Kind.WANTED}


def plan_doses(access: Access, medicine: Medicine) -> None:
    """In the transaction of a change of the medicine, its rhythm, a pause or who hears of it."""
    for day in _window(access):
        plan_dose_day(access, medicine, day)


def plan_dose_day(access: Access, medicine: Medicine, day: date) -> None:
    """The same for one day, as after a tick; harmless when nothing changed."""
    watches = _watches(medicine)
    page = DoseDay.objects.filter(medicine=medicine, day=day).first()
    if page is None and not watches:
        return
    if page is None:
        page = _page(medicine, day)
    reminders.promise(_promise(access, page, watches))


def promises(access: Access, ids: Iterable[UUID]) -> Iterator[Promise]:
    """What is owed of these days, to be planned anew by nobody's doing."""
    pages = DoseDay.objects.visible_to(access).filter(pk__in=ids).select_related("medicine")
    for page in pages.select_for_update(of=("self",)).order_by("pk"):
        yield _promise(access, page, _watches(page.medicine))


def move_window_along(until: float = math.inf) -> int:
    """For the job: plan the days that have come into the window, until none is left or that moment of the monotonic
    clock; how many medicines it was. Safe to run twice."""
    planned = 0
    while found := _behind():
        for medicine_id in found:
            if time.monotonic() >= until:
                return planned
            _plan_without_a_person(medicine_id)
            planned += 1
    return planned


def _behind() -> list[UUID]:
    """Some of the medicines whose last day in the window is not planned."""
    watched = MedicineWatch.objects.filter(medicine__is_withdrawn=False)
    horizon = clock.today("UTC") + AHEAD
    planned = DoseDay.objects.filter(day__gte=horizon).values("medicine_id")
    ids = watched.exclude(medicine_id__in=planned).values_list("medicine_id", flat=True).distinct()
    return list(ids.order_by("medicine_id")[:AT_ONCE])


@transaction.atomic
def _plan_without_a_person(medicine_id: UUID) -> None:
    """With the access of anybody who sees the medicine now: of those who hear of it, one may not any more, and
    all of them may have to wait for the day it is shown. The day is noted as planned even when nobody is left."""
    medicine = Medicine.objects.select_for_update(of=("self",)).get(pk=medicine_id)
    access = _who_sees(medicine)
    if access is not None:
        plan_doses(access, medicine)
    _page(medicine, clock.today("UTC") + AHEAD)


def _who_sees(medicine: Medicine) -> Access | None:
    members = Membership.objects.not_taken_back().filter(circle=medicine.circle_id)
    for access in open_for_members(members.values_list("pk", flat=True)).values():
        if Medicine.objects.visible_to(access).filter(pk=medicine.pk).exists():
            return access
    return None


def _page(medicine: Medicine, day: date) -> DoseDay:
    page, _made = DoseDay.objects.get_or_create(
        medicine=medicine, day=day, defaults={"circle_id": medicine.circle_id}
    )
    return page


def _window(access: Access) -> list[date]:
    today = clock.today(access.circle.time_zone)
    return [today + timedelta(days=days) for days in range(-BEHIND.days, AHEAD.days + 1)]


def _watches(medicine: Medicine) -> list[tuple[UUID, str]]:
    return list(medicine.watches.values_list("member_id", "kind"))


def _told(
    access: Access, medicine: Medicine, watches: list[tuple[UUID, str]]
) -> set[tuple[UUID, str]]:
    """Whoever was chosen and may see it; with the patient whoever gets hers."""
    members = {member.pk: member for member in selectors.may_hear_of(access, medicine)}
    told = {(pk, kind) for pk, kind in watches if pk in members}
    hers = {kind for pk, kind in told if members[pk].is_patient}
    for member in selectors.who_gets_the_patients(medicine) if hers else ():
        told |= {(member.pk, kind) for kind in hers}
    return told


def _promise(access: Access, page: DoseDay, watches: list[tuple[UUID, str]]) -> Promise:
    medicine = page.medicine
    told = _told(access, medicine, watches)
    doses = selectors.doses_of_day(access, page.day, medicine.pk).doses
    return Promise(
        subject=SUBJECT,
        subject_id=page.pk,
        circle_id=page.circle_id,
        occurrence=0,
        owed=tuple(
            _owed(medicine, dose, member_id, WatchKind(kind))
            for dose in doses
            if dose.tick is None
            for member_id, kind in sorted(told)
        ),
    )


def _owed(medicine: Medicine, dose: DoseCard, member_id: UUID, kind: WatchKind) -> Owed:
    """At night it waits for the reader's morning: quiet hours are theirs."""
    is_alert = kind == WatchKind.NOT_TICKED
    wait = timedelta(minutes=medicine.told_after) if is_alert else timedelta(0)
    due = dose.due.moment + wait
    return Owed(
        Recipient.member(member_id),
        KINDS[kind],
        due,
        useful_until=due + (UNTICKED_USEFUL if is_alert else DUE_USEFUL),
        needed_by=due,
        starts_at=dose.due.moment,
        occurrence=dose.due.slot.hour * 60 + dose.due.slot.minute,
    )
