"""What stands in the demo's circles, told relative to the day it is first built."""

from dataclasses import dataclass
from datetime import time

from apps.careplan.kinds import AppointmentKind, Food, SeatKind


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment ``days`` from today; without a time it is not known yet."""

    key: str
    kind: AppointmentKind
    days: int
    at: time | None
    place: str
    preparation: str = ""
    title: str = ""
    seats: frozenset[SeatKind] = frozenset()
    driver: str = ""
    address: str = ""
    phone: str = ""
    call_link: str = ""
    travel_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A task due ``days`` from today."""

    key: str
    author: str
    title: str
    days: int | None
    notes: str = ""
    claimed_by: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Tablets:
    """A medicine taken for ``since`` days; ``missed`` and ``paused`` count days back from today."""

    key: str
    name: str
    dose: str
    purpose: str
    since: int
    times: tuple[time, ...] = ()
    days_on: int = 1
    days_off: int = 0
    weekdays: tuple[int, ...] = ()
    food: Food = Food.ANY
    limit: str = ""
    notes: str = ""
    left: int = 0
    paused: tuple[int, int] | None = None
    missed: tuple[int, ...] = ()


DRIVER, COMPANION = SeatKind.DRIVER, SeatKind.COMPANION

# Each start moves this one, so that its last reminder is due within two minutes.
NEAR = Visit(
    key="near",
    kind=AppointmentKind.BLOOD_TEST,
    days=0,
    at=None,
    place="Hill Road Surgery (invented), room 4",
    address="3 Hill Road, Anytown",
    travel_minutes=15,
    preparation="Drink plenty of water. Bring the form from the clinic.",
    seats=frozenset({DRIVER}),
    driver="jun",
)

VISITS = (
    Visit(
        key="mammogram",
        kind=AppointmentKind.SCAN,
        days=2,
        at=time(10, 30),
        title="Yearly mammogram",
        place="St Mary’s (invented), Imaging, level 2",
        address="12 Hill Road, Anytown",
        phone="020 7946 0101",
        travel_minutes=40,
        preparation="No deodorant or powder that morning.",
        seats=frozenset({DRIVER, COMPANION}),
    ),
    Visit(
        key="clinic",
        kind=AppointmentKind.CLINIC,
        days=8,
        at=time(14, 0),
        title="Oncology clinic",
        place="St Mary’s (invented), Clinic 3",
        address="12 Hill Road, Anytown",
        phone="020 7946 0101",
        travel_minutes=40,
        preparation="Write down what you want to ask.",
        seats=frozenset({DRIVER, SeatKind.NOTE_TAKER}),
    ),
    Visit(
        key="bones",
        kind=AppointmentKind.SCAN,
        days=25,
        at=None,
        title="Bone density scan",
        place="St Mary’s (invented), Imaging",
    ),
    Visit(
        key="call",
        kind=AppointmentKind.CALL,
        days=33,
        at=time(9, 15),
        title="Nurse calls",
        place="At home, by video",
        phone="020 7946 0102",
        call_link="https://calls.example/anytown-nurses",
    ),
    Visit(
        key="clinic-before",
        kind=AppointmentKind.CLINIC,
        days=-21,
        at=time(11, 0),
        title="Oncology clinic",
        place="St Mary’s (invented), Clinic 3",
    ),
    Visit(
        key="bloods-before",
        kind=AppointmentKind.BLOOD_TEST,
        days=-28,
        at=time(8, 40),
        place="Hill Road Surgery (invented)",
    ),
)

JOBS = (
    Job("tablets", "ana", "Pick up tablets from the pharmacy", 0, claimed_by="ana"),
    Job("garden", "mei", "Rake the leaves", 6),
    Job("forms", "ana", "Print the form for the blood test", 1, claimed_by="jun"),
    Job("cat", "mei", "Feed the cat on clinic day", 8),
    Job("shopping", "ana", "Weekly shopping", -1, claimed_by="jun", done=True),
)

# As an invented family might write them down. Nothing here is advice.
MEDICINES = (
    Tablets(
        key="letrozole",
        name="Letrozole",
        dose="1 tablet, 2.5 mg",
        purpose="Hormone treatment",
        since=412,
        times=(time(8, 0),),
        left=19,
        missed=(12,),
    ),
    Tablets(
        key="palbociclib",
        name="Palbociclib",
        dose="1 capsule, 100 mg",
        purpose="Targeted treatment",
        since=92,
        times=(time(8, 0),),
        days_on=21,
        days_off=7,
        food=Food.WITH,
        notes="Blood test before each new cycle.",
        left=12,
        paused=(45, 39),
    ),
    Tablets(
        key="calcium",
        name="Calcium with vitamin D",
        dose="1 chewable tablet",
        purpose="Bones",
        since=200,
        times=(time(12, 30), time(20, 0)),
    ),
    Tablets(
        key="tablet-weekly",
        name="Weekly bone tablet",
        dose="1 tablet",
        purpose="Bones",
        since=60,
        times=(time(7, 0),),
        weekdays=(6,),
        food=Food.WITHOUT,
        notes="Upright for half an hour afterwards, says the leaflet.",
    ),
    Tablets(
        key="paracetamol",
        name="Paracetamol",
        dose="As on the packet",
        purpose="Sore joints",
        since=120,
        limit="as the packet says; Nurse Kim wrote it on the lid",
    ),
)
