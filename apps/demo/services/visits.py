"""What hangs on the demo's visits: a series, questions, what was said last time, and who comes without an account."""

from datetime import time, timedelta

from apps.careplan import rules, services
from apps.careplan.kinds import AppointmentKind, SeatKind, Unit
from apps.careplan.models import Appointment, Outcome, Question
from apps.careplan.rules import AppointmentDraft, OutcomeDraft, QuestionDraft, Repeat, When
from apps.circles.access import Access
from apps.core import clock, zones
from apps.demo.ids import demo_id

INFUSION = "infusion"
QUESTIONS = (
    ("mei", "Is the back pain from the bone or from the tablets?"),
    ("ana", "Can we space the scans to four months?"),
    ("rosa", "Is the cough worth a test?"),
)


def build(access: dict[str, Access], zone: str) -> None:
    """Each part once: what is there already stays as people left it."""
    ana = access["ana"]
    if not Appointment.objects.visible_to(ana).filter(series=demo_id(INFUSION)).exists():
        _infusions(access, zone)
    if not Question.objects.visible_to(ana).exists():
        _questions(access)
    if not Outcome.objects.visible_to(ana).exists():
        _last_visit(access)


def _infusions(access: dict[str, Access], zone: str) -> None:
    """Six, every 21 days; a neighbour without an account drives to the first."""
    repeat = Repeat(Unit.DAY, 21, 6)
    days = rules.days_of(clock.today(zone) + timedelta(days=12), repeat)
    whens = [When(zones.moment(day, time(9, 30), zone), True, zone) for day in days]
    draft = AppointmentDraft(
        kind=AppointmentKind.CHEMOTHERAPY,
        title="Infusion",
        when=whens[0],
        place="St Mary’s (invented), Day unit",
        address="12 Hill Road, Anytown",
        phone="020 7946 0101",
        travel_minutes=40,
        preparation="Loose sleeves, a warm layer, something to read.",
        seats=frozenset({SeatKind.DRIVER, SeatKind.COMPANION}),
    )
    first = services.add_appointment_series(
        access["ana"], series_id=demo_id(INFUSION), draft=draft, repeat=repeat, whens=whens
    )
    services.fill_seat(access["ana"], first.pk, SeatKind.DRIVER, guest="Uncle Bo")
    services.offer_for_seat(access["rosa"], first.pk, SeatKind.COMPANION)


def _questions(access: dict[str, Access]) -> None:
    clinic = demo_id("clinic")
    for key, text in QUESTIONS:
        draft = QuestionDraft(text, clinic)
        services.propose_questions(access[key], once=demo_id(f"question {text}"), draft=draft)
    later = QuestionDraft("How will we hear the result?", kind=AppointmentKind.SCAN)
    services.propose_questions(access["ana"], once=demo_id("question result"), draft=later)


def _last_visit(access: dict[str, Access]) -> None:
    """Written down by Rosa, who was there; one next step became a task."""
    visit = demo_id("clinic-before")
    said = OutcomeDraft(
        said="The last scan shows no change. We talked about the tiredness, and about short walks.",
        decisions="Stay on the same tablets. Next clinic in four weeks.",
    )
    services.keep_outcome(access["rosa"], appointment_id=visit, version=1, draft=said)
    for text in ("Ask the dentist for a check-up", "Book the bone density scan"):
        services.add_step(
            access["rosa"], step_id=demo_id(f"step {text}"), appointment_id=visit, text=text
        )
