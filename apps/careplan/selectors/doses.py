"""The doses of a day with their ticks, and what was ticked before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from typing import Any
from uuid import UUID, uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from apps.careplan import rules
from apps.careplan.kinds import DoseState
from apps.careplan.models import Dose, Medicine
from apps.careplan.rules import Due
from apps.careplan.selectors.medicines import course_of
from apps.careplan.selectors.paging import PAGE_SIZE, Page, after, key_of
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.core import clock

NEWEST = ("ticked_at", "pk")


@dataclass(frozen=True, slots=True)
class Tick:
    """What somebody said became of a dose."""

    id: UUID
    slot: time | None
    state: DoseState
    at: datetime
    by_id: UUID | None
    by: str
    may_undo: bool


@dataclass(frozen=True, slots=True)
class DoseCard:
    """A dose of one day as the reader sees it."""

    medicine: Medicine
    day: date
    due: Due
    tick: Tick | None
    is_due: bool
    is_missed: bool
    may_tick: bool

    @property
    def changing(self) -> tuple[Any, ...]:
        """What changes while the medicine itself does not."""
        return self.due, self.tick, self.is_due, self.is_missed, self.may_tick


@dataclass(frozen=True, slots=True)
class AsNeededCard:
    """A medicine for when it is needed, and when it was taken that day."""

    medicine: Medicine
    day: date
    ticks: list[Tick]
    may_tick: bool
    once: UUID = field(default_factory=uuid4)  # so that a double tap is one dose

    @property
    def changing(self) -> tuple[Any, ...]:
        return self.ticks, self.may_tick


@dataclass(frozen=True, slots=True)
class DayOfDoses:
    day: date
    doses: list[DoseCard]
    as_needed: list[AsNeededCard]

    @property
    def is_missed(self) -> bool:
        """Whether a dose has waited so long that people may ask themselves what to do."""
        return any(dose.is_missed for dose in self.doses)

    @property
    def not_ticked(self) -> list[DoseCard]:
        """What is due and waits for a tick, however short."""
        return [dose for dose in self.doses if dose.is_due and dose.tick is None]

    @property
    def is_empty(self) -> bool:
        return not (self.doses or self.as_needed)

    @property
    def mark(self) -> str:
        """The same for as long as the card would look the same."""
        cards: list[DoseCard | AsNeededCard] = [*self.doses, *self.as_needed]
        shown = [(card.medicine.pk, card.medicine.version, *card.changing) for card in cards]
        return blake2b(repr((self.day, shown)).encode(), digest_size=8).hexdigest()


def doses_of_days(
    access: Access, days: Sequence[date], medicine_id: UUID | None = None
) -> list[DayOfDoses]:
    """All doses of some days, each in the order of the clock, or those of one medicine; one query."""
    if not access.can(Section.MEDICINES, Level.SEE):
        return [DayOfDoses(day, [], []) for day in days]
    rows = Medicine.objects.visible_to(access).listed().with_course()
    if medicine_id:
        rows = rows.filter(pk=medicine_id)
    medicines = list(rows.annotate(ticks=_ticks_of(access, days)))
    return [_day(access, medicines, day) for day in days]


def doses_of_day(access: Access, day: date, medicine_id: UUID | None = None) -> DayOfDoses:
    return doses_of_days(access, [day], medicine_id)[0]


def doses_of_week(access: Access) -> list[DayOfDoses]:
    """Today, yesterday and so on: each day whose doses can be ticked; one query."""
    today = clock.today(access.circle.time_zone)
    back = range(rules.TICKED_BACK.days + 1)
    return doses_of_days(access, [today - timedelta(days=days) for days in back])


def doses_of_today(access: Access) -> DayOfDoses:
    return doses_of_day(access, clock.today(access.circle.time_zone))


def ticks(access: Access, medicine: Medicine, key: str = "", size: int = PAGE_SIZE) -> Page[Dose]:
    """What was ticked of a medicine, the newest first; a page costs the same however many there are."""
    rows = Dose.objects.visible_to(access, among=[medicine])
    ordered = rows.select_related("author__user").order_by("-ticked_at", "-pk")
    found = list(after(ordered, key, order=NEWEST, descending=True)[: size + 1])
    items = found[:size]
    return Page(items, key_of(items[-1], NEWEST) if len(found) > size else "")


def dose_in_slot(access: Access, medicine: Medicine, day: date, slot: time) -> Dose | None:
    """The tick of one dose, with who made it."""
    rows = Dose.objects.visible_to(access, among=[medicine]).filter(day=day, slot=slot)
    found: Dose | None = rows.select_related("author__user").first()
    return found


def is_ticked_on(access: Access, medicine: Medicine, day: date) -> bool:
    """Whether any scheduled dose of that day, or of a later one, is ticked."""
    rows = Dose.objects.visible_to(access, among=[medicine]).filter(day__gte=day)
    return rows.exclude(slot=None).exists()


def was_ever_ticked(access: Access, medicine: Medicine) -> bool:
    return Dose.objects.visible_to(access, among=[medicine]).exists()


def _ticks_of(access: Access, days: Sequence[date]) -> ArraySubquery:
    ticks = Dose.objects.of_visible(access).filter(medicine=OuterRef("pk"), day__in=days)
    row = JSONObject(
        id=F("id"),
        day=F("day"),
        slot=F("slot"),
        state=F("state"),
        at=F("ticked_at"),
        by_id=F("author_id"),
        by=F("author__user__name"),
    )
    return ArraySubquery(ticks.order_by("ticked_at").values(row=row))


def _day(access: Access, medicines: list[Any], day: date) -> DayOfDoses:
    doses: list[DoseCard] = []
    as_needed: list[AsNeededCard] = []
    for medicine in medicines:
        course = course_of(medicine)
        made = [_tick(access, tick) for tick in medicine.ticks if tick["day"] == day.isoformat()]
        if course.rhythm_on(day).as_needed and course.runs_on(day):
            as_needed.append(_as_needed(access, medicine, day, made, course.pause_on(day) is None))
        slots = {tick.slot: tick for tick in made if tick.slot is not None}
        times = sorted({*course.times_on(day), *slots})
        doses += [_dose(access, medicine, day, slot, slots.get(slot)) for slot in times]
    doses.sort(key=lambda dose: (dose.due.moment, dose.medicine.name))
    return DayOfDoses(day, doses, as_needed)


def _tick(access: Access, found: dict[str, Any]) -> Tick:
    by_id = UUID(found["by_id"]) if found["by_id"] else None
    return Tick(
        id=UUID(found["id"]),
        slot=time.fromisoformat(found["slot"]) if found["slot"] else None,
        state=DoseState(found["state"]),
        at=datetime.fromisoformat(found["at"]),
        by_id=by_id,
        by=found["by"] or _("Someone"),
        may_undo=access.can(
            Section.MEDICINES, rules.level_to_change(is_own=by_id in access.own_rows)
        ),
    )


def _dose(access: Access, medicine: Medicine, day: date, slot: time, tick: Tick | None) -> DoseCard:
    due = rules.due_at(day, slot, access.circle.time_zone)
    return DoseCard(
        medicine=medicine,
        day=day,
        due=due,
        tick=tick,
        is_due=due.moment <= clock.now(),
        is_missed=tick is None and due.is_past(clock.now()),
        may_tick=tick is None and _may_tick(access, day),
    )


def _as_needed(
    access: Access, medicine: Medicine, day: date, ticks: list[Tick], is_open: bool
) -> AsNeededCard:
    own = [tick for tick in ticks if tick.slot is None]
    return AsNeededCard(medicine, day, own, is_open and _may_tick(access, day))


def _may_tick(access: Access, day: date) -> bool:
    today = clock.today(access.circle.time_zone)
    return access.can(Section.MEDICINES, Level.TAKE_PART) and rules.may_tick(day, today)
