"""The list of medicines to show to a doctor: what is taken, and how often it really was."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from apps.careplan.models import Dose, MedicinePause
from apps.careplan.selectors.medicines import TAKEN, MedicineCard, medicine_list
from apps.circles.access import Access

Slot = tuple[date, time | None]
SHEET_DAYS = 28


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A medicine with the doses ticked as taken in the last four weeks, of how many that were due. As needed
    (``due`` is None) they are all that were ticked; else a dose that was not due is none of them."""

    card: MedicineCard
    taken: int
    due: int | None
    pauses: list[MedicinePause]


def medicine_sheet(access: Access) -> list[SheetLine]:
    """What is taken now, and what ended within the four weeks; three queries."""
    found = medicine_list(access)
    cards = [*found.current, *[card for card in found.over if _is_recent(card)]]
    if not cards:
        return []
    today = cards[0].today
    first, last = today - timedelta(days=SHEET_DAYS), today - timedelta(days=1)
    medicines = [card.medicine for card in cards]
    ticks: dict[UUID, list[Slot]] = defaultdict(list)
    rows = Dose.objects.visible_to(access, among=medicines)
    rows = rows.filter(day__range=(first, last), state__in=TAKEN)
    for medicine_id, day, slot in rows.values_list("medicine_id", "day", "slot"):
        ticks[medicine_id].append((day, slot))
    pauses = MedicinePause.objects.visible_to(access, among=medicines)
    noted = list(pauses.order_by("-from_on", "-pk"))
    return [
        SheetLine(
            card=card,
            taken=_taken(card, ticks[card.medicine.pk]),
            due=None if card.rhythm.as_needed else card.course.count(first, last),
            pauses=[pause for pause in noted if pause.medicine_id == card.medicine.pk],
        )
        for card in cards
    ]


def _taken(card: MedicineCard, ticks: list[Slot]) -> int:
    if card.rhythm.as_needed:
        return len(ticks)
    return sum(slot in card.course.times_on(day) for day, slot in ticks)


def _is_recent(card: MedicineCard) -> bool:
    ends_on = card.course.ends_on
    return ends_on is not None and ends_on >= card.today - timedelta(days=SHEET_DAYS)
