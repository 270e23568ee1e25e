"""The demo's medicines: their rhythms, four weeks of ticks, a pause, a supply that runs low."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from apps.careplan import selectors, services
from apps.careplan.kinds import DoseState
from apps.careplan.models import Dose, Medicine
from apps.careplan.rules import Due, MedicineDraft, Pause, Rhythm, SupplyDraft, due_on
from apps.circles.access import Access
from apps.core import clock
from apps.demo.story import MEDICINES, Tablets

HISTORY = 28  # days


def build(access: dict[str, Access], zone: str, id_of: Callable[[str], UUID]) -> None:
    """What is there already stays as it is."""
    today = clock.today(zone)
    for tablets in MEDICINES:
        pk = id_of(tablets.key)
        if not Medicine.objects.visible_to(access["ana"]).filter(pk=pk).exists():
            services.add_medicine(access["ana"], medicine_id=pk, draft=_draft(tablets, today))
            _pause(access["mei"], tablets, pk, id_of(f"{tablets.key}-pause"), today)
            _history(access, tablets, pk, zone)
            _count(access["ana"], tablets, pk)


def _draft(tablets: Tablets, today: date) -> MedicineDraft:
    starts_on = today - timedelta(days=tablets.since)
    rhythm = Rhythm(
        starts_on, tablets.times, tablets.days_on, tablets.days_off, frozenset(tablets.weekdays)
    )
    return MedicineDraft(
        name=tablets.name,
        dose=tablets.dose,
        purpose=tablets.purpose,
        food=tablets.food,
        rhythm=rhythm,
        limit=tablets.limit,
        starts_on=starts_on,
        ends_on=None,
        notes=tablets.notes,
    )


def _pause(access: Access, tablets: Tablets, pk: UUID, pause_id: UUID, today: date) -> None:
    if tablets.paused:
        first, last = (today - timedelta(days=days) for days in tablets.paused)
        services.add_pause(
            access,
            medicine_id=pk,
            pause_id=pause_id,
            pause=Pause(first, last),
            reason="Blood counts too low, said the clinic",
        )


def _history(access: dict[str, Access], tablets: Tablets, pk: UUID, zone: str) -> None:
    """Rows written as they would stand: nobody can tick what is older than a week."""
    course, today = selectors.medicine_card(access["ana"], pk).course, clock.today(zone)
    recent = clock.now() - timedelta(hours=2)
    days = {today - timedelta(days=days) for days in range(HISTORY) if days not in tablets.missed}
    Dose.objects.bulk_create(
        _row(access, pk, day, due)
        for day in sorted(days)
        for due in due_on(course, day, zone)
        if due.moment < recent
    )


def _row(access: dict[str, Access], pk: UUID, day: date, due: Due) -> Dose:
    giver = access["ana" if day.weekday() in {5, 6} else "mei"]
    return Dose(
        circle=giver.circle,
        author=giver.membership,
        medicine_id=pk,
        day=day,
        slot=due.slot,
        state=DoseState.TAKEN,
        ticked_at=due.moment + timedelta(minutes=5),
    )


def _count(access: Access, tablets: Tablets, pk: UUID) -> None:
    if tablets.left:
        supply = SupplyDraft(Decimal(tablets.left), "tablets", Decimal(1), 7)
        services.count_supply(access, medicine_id=pk, version=1, draft=supply)
