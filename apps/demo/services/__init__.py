"""Builds the demo's circles through the same services as the pages; run again, it changes only what aged.

Every id is derived from a name, so that a second run finds what the first made.
"""

from datetime import UTC, datetime, time, timedelta

import structlog
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.accounts import services as accounts
from apps.accounts.models import User
from apps.careplan import selectors, services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment, Task
from apps.careplan.rules import AppointmentDraft, TaskDraft, When
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Consent, Role
from apps.circles.models import Circle, Membership
from apps.circles.rules import Behalf
from apps.circles.services import start_circle
from apps.circles.services.circles import add_member
from apps.core import clock, zones
from apps.core.errors import RuleError
from apps.demo.cast import CAST, PATIENT_NAME, Character
from apps.demo.ids import demo_id
from apps.demo.services import changes, health, medicines, sharing, visits
from apps.demo.services import help as help_board
from apps.demo.services.places import build_places
from apps.demo.story import JOBS, NEAR, VISITS, Job, Visit
from apps.reminders.services.preferences import set_quiet_hours

log = structlog.get_logger(__name__)

ZONE = "Europe/London"
CIRCLE, OTHER_CIRCLE = "circle", "other-circle"


def build() -> None:
    """The invented family and its plan; the near appointment moves to a bit over two hours from now.

    On a later start a part that cannot be built any more stays as visitors left it: they may have taken
    somebody out, or away what it needs.
    """
    is_new = not Circle.objects.filter(pk=demo_id(CIRCLE)).exists()
    people = {character.key: _person(character) for character in CAST}
    for part in (_story, _near):
        try:
            part(people)
        except (Http404, PermissionDenied, RuleError):
            if is_new:
                raise
            log.warning("demo.left_alone")


def _story(people: dict[str, User]) -> None:
    access = {key: _place(user, people["mei"]) for key, user in people.items()}
    _other_circle(people)
    for visit in VISITS:
        _visit(access, visit)
    for job in JOBS:
        _job(access, job)
    visits.build(access, ZONE)
    build_places(access)
    help_board.build(access)
    medicines.build(access, ZONE, demo_id)
    health.build(access, ZONE, demo_id)
    changes.build(access, ZONE)
    sharing.build(access)


def _person(who: Character) -> User:
    """Someone who accepted the terms and has no quiet hours, so that the demo's reminder always comes."""
    user = User.objects.filter(email=who.email).first()
    if user is None:
        user = User.objects.create_user(
            who.email, name=who.name, phone=who.phone, time_zone=ZONE, language="en"
        )
        EmailAddress.objects.create(user=user, email=who.email, verified=True, primary=True)
        set_quiet_hours(user, quiet_from=None, quiet_to=None)
    accounts.accept_terms(user, name=user.name)
    return user


def _place(user: User, patient: User) -> Access:
    access = start_circle(
        patient,
        circle_id=demo_id(CIRCLE),
        patient_name=PATIENT_NAME,
        country="gb",
        for_self=True,
    )
    character = next(c for c in CAST if c.email == user.email)
    places = Membership.objects.filter(user=user, circle=access.circle)
    if not places.exists():
        add_member(access.circle, user, character.role, character.relationship)
    sharing.prolong(places)
    return open_circle(user, access.circle.pk)


def _other_circle(people: dict[str, User]) -> None:
    """Rosa coordinates for her father; Jun helps there too, so he has two circles to switch between."""
    access = start_circle(
        people["rosa"],
        circle_id=demo_id(OTHER_CIRCLE),
        patient_name="Papá",
        country="gb",
        for_self=False,
        relationship="daughter",
        behalf=Behalf(Consent.CANNOT, "He is in hospital this week"),
    )
    if not Membership.objects.filter(user=people["jun"], circle=access.circle).exists():
        add_member(access.circle, people["jun"], Role.HELPER, "friend of the family")
    visit = Visit("papa-clinic", VISITS[1].kind, 5, time(15, 20), "Park Clinic (invented)")
    _visit({"ana": access}, visit)


def _visit(access: dict[str, Access], visit: Visit) -> None:
    pk = demo_id(visit.key)
    if Appointment.objects.visible_to(access["ana"]).filter(pk=pk).exists():
        return
    day = clock.today(ZONE) + timedelta(days=visit.days)
    moment = zones.moment(day, visit.at or time.min, ZONE)
    services.add_appointment(
        access["ana"], appointment_id=pk, draft=_draft(visit, moment, visit.at is not None)
    )
    if visit.driver:
        services.offer_for_seat(access[visit.driver], pk, SeatKind.DRIVER)


def _draft(visit: Visit, moment: datetime, time_known: bool) -> AppointmentDraft:
    return AppointmentDraft(
        kind=visit.kind,
        title=visit.title,
        when=When(moment, time_known, ZONE),
        place=visit.place,
        preparation=visit.preparation,
        seats=visit.seats,
        address=visit.address,
        phone=visit.phone,
        call_link=visit.call_link,
        travel_minutes=visit.travel_minutes,
    )


def _job(access: dict[str, Access], job: Job) -> None:
    pk = demo_id(job.key)
    if Task.objects.visible_to(access["ana"]).filter(pk=pk).exists():
        return
    due_on = None if job.days is None else clock.today(ZONE) + timedelta(days=job.days)
    draft = TaskDraft(title=job.title, notes=job.notes, due_on=due_on)
    services.add_task(access[job.author], task_id=pk, draft=draft)
    if job.claimed_by:
        services.claim_task(access[job.claimed_by], pk)
    if job.done:
        services.complete_task(access[job.claimed_by], pk)


def _near(people: dict[str, User]) -> None:
    """Its reminder, two hours before, is due half a minute to a minute and a half from now."""
    pk, ana = demo_id(NEAR.key), open_circle(people["ana"], demo_id(CIRCLE))
    draft = _draft(NEAR, _next_full_minute(clock.now() + timedelta(hours=2, seconds=30)), True)
    row: Appointment | None = Appointment.objects.visible_to(ana).filter(pk=pk).first()
    if row is None:
        services.add_appointment(ana, appointment_id=pk, draft=draft)
        driver = open_circle(people[NEAR.driver], ana.circle.pk)
        services.offer_for_seat(driver, pk, SeatKind.DRIVER)
        return
    if row.is_cancelled:
        row = services.restore_appointment(ana, pk)
    version = selectors.appointment(ana, pk).version
    services.edit_appointment(ana, appointment_id=pk, version=version, draft=draft)


def _next_full_minute(moment: datetime) -> datetime:
    whole = moment.astimezone(UTC).replace(second=0, microsecond=0)
    return whole + timedelta(minutes=1)
