"""Who may what in the demo's circle, and since when: other levels than the roles', an end date, a place that was
lost and given again, what is for some or for later, and months in which people looked.

The past is written as rows, as it would stand: nobody can change what was.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import QuerySet

from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, TaskKind
from apps.careplan.models import Appointment
from apps.careplan.rules import AppointmentDraft, TaskDraft, When
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Action, Audience, Level, Section
from apps.circles.models import AccessPeriod, Circle, Membership, Receipt
from apps.circles.rules import Sharing
from apps.circles.services.places import change_place
from apps.core import clock, zones

ZONE = "Europe/London"
# How many days ago each came. Jun's place is a year old, so Mei is asked whether it is still right.
CAME = {"mei": 410, "ana": 410, "jun": 400, "rosa": 120, "lee": 20}
LEE_WAS_HERE = (300, 210)
LEE_STAYS = timedelta(days=45)
# Who opened which parts, every how many days.
HABITS = (
    ("ana", Section.PLAN, 1),
    ("ana", Section.MEDICINES, 3),
    ("jun", Section.TASKS, 2),
    ("rosa", Section.PLAN, 4),
    ("lee", Section.TASKS, 5),
)
LOOKED_BACK = 60


def build(access: Mapping[str, Access]) -> None:
    """Once; what people changed since stays as they left it."""
    mei = access["mei"]
    if Appointment.objects.visible_to(mei).filter(pk=_id("counsellor")).exists():
        return
    for key, days in CAME.items():
        _came(access[key].membership, days)
    _was_here_before(access["lee"].membership)
    _looked(access)
    _give(mei, access["rosa"], Section.MEDICINES, close=True)
    _give(mei, access["lee"], Section.PLAN, stays=LEE_STAYS)
    _for_some(mei, access["ana"])


def prolong(places: QuerySet[Membership]) -> None:
    """Whose time here is over stays as long again: the demo itself has no end."""
    today = clock.today(ZONE)
    places.filter(ended_at=None, ends_on__lt=today).update(ends_on=today + LEE_STAYS)


def _came(membership: Membership, days: int) -> None:
    """In the morning of that day."""
    at = _morning(days)
    Circle.objects.filter(pk=membership.circle_id, created_at__gt=at).update(created_at=at)
    Membership.objects.filter(pk=membership.pk).update(starts_on=at.date(), created_at=at)
    AccessPeriod.objects.filter(membership=membership.pk).update(began_at=at, starts_on=at.date())


def _was_here_before(again: Membership) -> None:
    """The same place, months ago: a row of its own, never used again."""
    came, left = (_morning(days) for days in LEE_WAS_HERE)
    place = {"role": again.role, "levels": again.levels, "starts_on": came.date(), "ends_on": None}
    before = Membership.objects.create(
        circle=again.circle,
        user=again.user,
        relationship=again.relationship,
        ended_at=left,
        **place,
    )
    Membership.objects.filter(pk=before.pk).update(created_at=came)
    for at, is_over in ((came, False), (left, True)):
        AccessPeriod.objects.create(
            membership=before, began_at=at, is_close=False, is_over=is_over, **place
        )


def _looked(access: Mapping[str, Access]) -> None:
    Receipt.objects.bulk_create(
        _read(access[key], section, days)
        for days in range(LOOKED_BACK, 0, -1)
        for key, section, every in HABITS
        if days % every == 0 and days < CAME[key]
    )


def _read(by: Access, section: Section, days: int) -> Receipt:
    at = _morning(days) + timedelta(minutes=37 * (days % 13))
    return Receipt(
        circle=by.circle,
        membership=by.membership,
        action=Action.READ,
        section=section,
        day=at.date(),
        at=at,
    )


def _give(
    mei: Access,
    to: Access,
    section: Section,
    *,
    close: bool = False,
    stays: timedelta | None = None,
) -> None:
    """One part more than the role begins with, to look at."""
    member = open_circle(to.membership.user, to.circle.pk).membership
    stands = member.place
    wanted = replace(
        stands,
        levels={**stands.levels, section: Level.SEE},
        marked_close=close,
        ends_on=mei.today + stays if stays else None,
    )
    change_place(mei, member.pk, version=member.version, wanted=wanted)


def _for_some(mei: Access, ana: Access) -> None:
    """A talk for those close to her, a letter for herself, and a cake she hears of on the day before."""
    talk = AppointmentDraft(
        kind=AppointmentKind.OTHER,
        title="Talk with the counsellor",
        when=When(zones.moment(mei.today + timedelta(days=12), time(16), ZONE), True, ZONE),
        place="Anytown Health Centre (invented), room 5",
        preparation="",
        seats=frozenset(),
        sharing=Sharing(Audience.CLOSE),
    )
    services.add_appointment(mei, appointment_id=_id("counsellor"), draft=talk)
    letter = TaskDraft("Write the long letter to Lee", "", None, sharing=Sharing(Audience.ONLY_ME))
    services.add_task(mei, task_id=_id("letter"), draft=letter)
    birthday = mei.today + timedelta(days=16)
    held = Sharing(held_until=birthday - timedelta(days=1))
    cake = TaskDraft(
        "Order Mei’s birthday cake", "Lemon.", birthday, TaskKind.SHOPPING, sharing=held
    )
    services.add_task(ana, task_id=_id("cake"), draft=cake)


def _morning(days: int) -> datetime:
    return zones.moment(clock.today(ZONE) - timedelta(days=days), time(8, 5), ZONE)


def _id(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"alongside-demo:sharing:{key}")
