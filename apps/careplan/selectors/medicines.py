"""Medicines as pages need them, each with its course, always through ``visible_to``."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.http import Http404

from apps.careplan.kinds import DoseState, Food
from apps.careplan.models import Medicine, MedicinePause, MedicineQuerySet
from apps.careplan.rules import Course, CyclePlace, MedicineDraft, Pause, Rhythm
from apps.circles.access import Access
from apps.core import clock

TAKEN = (DoseState.TAKEN, DoseState.LATE)


@dataclass(frozen=True, slots=True)
class MedicineCard:
    """A medicine and how it stands today."""

    medicine: Medicine
    course: Course
    rhythm: Rhythm
    today: date

    @property
    def place(self) -> CyclePlace | None:
        """Where in its cycle today is; nothing in a pause, when the cycle does not matter."""
        return None if self.pause else self.course.place_on(self.today)

    @property
    def pause(self) -> Pause | None:
        return self.course.pause_on(self.today) if self.course.runs_on(self.today) else None

    @property
    def coming(self) -> tuple[date, Rhythm] | None:
        """The rhythm that will hold, and from when, if it is not the one of today."""
        from_on, rhythm = self.course.rhythms[-1]
        return (from_on, rhythm) if from_on > self.today and rhythm != self.rhythm else None

    @property
    def is_over(self) -> bool:
        ends_on = self.course.ends_on
        return self.medicine.is_withdrawn or (ends_on is not None and ends_on < self.today)

    @property
    def is_ahead(self) -> bool:
        return self.today < self.course.starts_on

    @property
    def next_on(self) -> date | None:
        """The next day with a dose, when today has none."""
        if self.is_over or self.rhythm.as_needed or self.course.times_on(self.today):
            return None
        return self.course.next_day(self.today)


@dataclass(frozen=True, slots=True)
class MedicineList:
    """What is taken now or soon, and what is over."""

    current: list[MedicineCard]
    over: list[MedicineCard]


def medicine_list(access: Access) -> MedicineList:
    """One query, whatever the number of doses."""
    cards = _cards(access, Medicine.objects.visible_to(access).listed())
    return MedicineList(
        current=[card for card in cards if not card.is_over],
        over=[card for card in cards if card.is_over],
    )


def medicine_card(access: Access, medicine_id: UUID) -> MedicineCard:
    """One medicine, whoever changed it last in tow. Http404 for any that this access may not see."""
    rows = Medicine.objects.visible_to(access).filter(pk=medicine_id)
    for card in _cards(access, rows.select_related("author__user", "changed_by__user")):
        return card
    raise Http404


def locked_medicine(access: Access, medicine_id: UUID) -> Medicine:
    """For services: the row, locked until the transaction ends, so that ticks, pauses and edits of one medicine
    come one after the other. What belongs to it is read afterwards. Http404 as above."""
    rows = Medicine.objects.visible_to(access).select_for_update(of=("self",))
    row: Medicine | None = rows.filter(pk=medicine_id).first()
    if row is None:
        raise Http404
    return row


def pauses(access: Access, medicine: Medicine) -> list[MedicinePause]:
    """The newest first, with who noted each."""
    rows = MedicinePause.objects.visible_to(access, among=[medicine])
    return list(rows.select_related("author__user").order_by("-from_on", "-pk"))


def draft_of_medicine(card: MedicineCard) -> MedicineDraft:
    """The medicine as it stands, in the shape of what a form sends: its newest rhythm."""
    row = card.medicine
    return MedicineDraft(
        name=row.name,
        dose=row.dose,
        purpose=row.purpose,
        food=Food(row.food),
        rhythm=card.course.rhythms[-1][1],
        limit=row.limit,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        notes=row.notes,
        sharing=row.sharing,
    )


def course_of(row: Any) -> Course:
    """The course of a medicine that was read ``with_course``."""
    return Course(
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        rhythms=tuple(
            (date.fromisoformat(found["from_on"]), rhythm_from(found)) for found in row.rhythm_rows
        ),
        pauses=tuple(pause_from(found) for found in row.pause_rows),
    )


def _cards(access: Access, rows: MedicineQuerySet) -> list[MedicineCard]:
    today = clock.today(access.circle.time_zone)
    courses = [(row, course_of(row)) for row in rows.with_course()]
    return [MedicineCard(row, course, course.rhythm_on(today), today) for row, course in courses]


def rhythm_from(found: dict[str, Any]) -> Rhythm:
    """A rhythm as a row or the history holds it."""
    return Rhythm(
        counts_from=date.fromisoformat(found["counts_from"]),
        times=tuple(time.fromisoformat(at) for at in found["times"]),
        days_on=found["days_on"],
        days_off=found["days_off"],
        weekdays=frozenset(found["weekdays"]),
    )


def rhythm_written(rhythm: Rhythm) -> dict[str, Any]:
    """The other way."""
    return {
        "counts_from": rhythm.counts_from.isoformat(),
        "times": [at.isoformat() for at in rhythm.times],
        "days_on": rhythm.days_on,
        "days_off": rhythm.days_off,
        "weekdays": sorted(rhythm.weekdays),
    }


def pause_from(found: dict[str, Any]) -> Pause:
    until_on = found["until_on"]
    return Pause(
        date.fromisoformat(found["from_on"]), date.fromisoformat(until_on) if until_on else None
    )
