"""Medicines for tests, said in few words."""

from datetime import date, time
from typing import Any
from uuid import uuid4

from apps.careplan import services
from apps.careplan.kinds import DoseState, Food, TreatmentKind
from apps.careplan.models import Dose, Medicine
from apps.careplan.rules import MedicineDraft, Rhythm, TeamDraft, TreatmentDraft
from apps.circles.access import Access

MORNING, EVENING = time(8, 0), time(20, 0)
START = date(2026, 11, 2)  # a Monday, three weeks before the tests' today
TODAY = date(2026, 11, 23)


def rhythm(*times: time, **changes: Any) -> Rhythm:
    values = {"counts_from": START, "times": times or (MORNING,)} | changes
    return Rhythm(**values)


def medicine_draft(**changes: Any) -> MedicineDraft:
    values: dict[str, Any] = {
        "name": "Letrozole",
        "dose": "1 tablet, 2.5 mg",
        "purpose": "",
        "food": Food.ANY,
        "rhythm": rhythm(),
        "limit": "",
        "starts_on": START,
        "ends_on": None,
        "notes": "",
    }
    return MedicineDraft(**values | changes)


def make_medicine(access: Access, **changes: Any) -> Medicine:
    draft = medicine_draft(**changes)
    return services.add_medicine(access, medicine_id=uuid4(), draft=draft)


def tick(
    access: Access,
    medicine: Medicine,
    slot: time = MORNING,
    day: date = TODAY,
    state: DoseState = DoseState.TAKEN,
) -> Dose:
    return services.tick_dose(access, medicine_id=medicine.pk, day=day, slot=slot, state=state)


def treatment_draft(**changes: Any) -> TreatmentDraft:
    values: dict[str, Any] = {
        "kind": TreatmentKind.CHEMO,
        "name": "First chemo",
        "starts_on": START,
        "ends_on": None,
        "cycles": None,
        "cycle_now": None,
        "medicine_id": None,
        "end_reason": "",
        "notes": "",
    }
    return TreatmentDraft(**values | changes)


def team_draft(**changes: Any) -> TeamDraft:
    values: dict[str, Any] = {
        "name": "Chemo line",
        "role": "",
        "phone": "020 7946 0000",
        "extension": "",
        "hours": "",
        "day_and_night": False,
        "worries": frozenset(),
        "own_worry": "",
    }
    return TeamDraft(**values | changes)
