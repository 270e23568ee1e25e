"""A medicine, its supply and who hears of it, as somebody wants them to be."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from apps.careplan.kinds import Food
from apps.careplan.rules.rhythms import Course, Rhythm
from apps.circles.rules import FOR_ALL, Sharing


@dataclass(frozen=True, slots=True)
class MedicineDraft:
    name: str
    dose: str
    purpose: str
    food: Food
    rhythm: Rhythm
    limit: str  # how often at most, as the label or the team says it, for what is taken as needed
    starts_on: date
    ends_on: date | None
    notes: str
    sharing: Sharing = FOR_ALL


@dataclass(frozen=True, slots=True)
class SupplyDraft:
    """What is in the house, in units of the family's own, and how early to reorder."""

    counted: Decimal
    unit: str
    per_dose: Decimal
    margin_days: int


@dataclass(frozen=True, slots=True)
class Stock:
    """What is left by the ticks made since it was counted."""

    left: Decimal
    runs_out_on: date | None
    reorder_by: date | None
    is_low: bool = False


@dataclass(frozen=True, slots=True)
class WatchDraft:
    """Who is reminded when a dose is due, and who hears so many minutes later if it is still not ticked."""

    reminded: frozenset[UUID]
    told: frozenset[UUID]
    after_minutes: int


def stock(
    supply: SupplyDraft, taken: int, course: Course, today: date, ticked_today: int = 0
) -> Stock:
    """``taken`` doses were ticked since the supply was counted, ``ticked_today`` of today's in all."""
    left = max(supply.counted - taken * supply.per_dose, Decimal(0))
    runs_out_on = course.runs_out_on(int(left // supply.per_dose), today, ticked_today)
    reorder_by = runs_out_on - timedelta(days=supply.margin_days) if runs_out_on else None
    return Stock(left, runs_out_on, reorder_by, reorder_by is not None and reorder_by <= today)


def holds_from(today: date, *, ticked_today: bool) -> date:
    """From which day a changed rhythm holds: today, or tomorrow once a dose of today is ticked, so that
    nobody is asked for that dose again under another time."""
    return today + timedelta(days=1) if ticked_today else today
