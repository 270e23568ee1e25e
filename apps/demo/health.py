"""The invented family's treatments and care team, as they might write them down. Nothing here is advice."""

from dataclasses import dataclass

from apps.careplan.kinds import TreatmentKind, Worry


@dataclass(frozen=True, slots=True)
class Line:
    """A line of treatment from ``since`` to ``until`` days ago (None: it goes on)."""

    key: str
    kind: TreatmentKind
    name: str
    since: int
    until: int | None = None
    end_reason: str = ""
    cycles: int | None = None
    medicine: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    key: str
    name: str
    role: str
    phone: str
    hours: str
    day_and_night: bool = False
    worries: frozenset[Worry] = frozenset()
    own_worry: str = ""


LINES = (
    Line("operation", TreatmentKind.SURGERY, "The operation", 700, 700, "Done in one day"),
    Line(
        "first-chemo",
        TreatmentKind.CHEMO,
        "Chemo after the operation",
        650,
        545,
        "All six were given",
        cycles=6,
    ),
    Line("rays", TreatmentKind.RADIOTHERAPY, "Radiotherapy", 520, 500, "Fifteen visits, then done"),
    Line("hormone", TreatmentKind.HORMONE, "Letrozole", 412),
    Line(
        "capsules",
        TreatmentKind.TARGETED,
        "Palbociclib beside it",
        92,
        cycles=12,
        medicine="palbociclib",
    ),
)

# The numbers are from the range that is kept for stories (020 7946 0xxx).
TEAM = (
    Desk(
        "line",
        "St Mary’s cancer line (invented)",
        "Nurses, day and night",
        "020 7946 0024",
        "Always",
        day_and_night=True,
        worries=frozenset({Worry.FEVER, Worry.SICKNESS, Worry.PAIN, Worry.LINE}),
    ),
    Desk(
        "kim",
        "Nurse Kim",
        "Breast care nurse",
        "020 7946 0031",
        "Monday to Thursday, 9 to 4",
        worries=frozenset({Worry.MEDICINES, Worry.FEELINGS, Worry.RESULTS}),
    ),
    Desk(
        "desk",
        "Clinic 3, front desk",
        "Appointments",
        "020 7946 0045",
        "Monday to Friday, 8:30 to 5",
        worries=frozenset({Worry.DATES}),
        own_worry="Letters and forms",
    ),
)
