"""A circle as full as a real one, and one person's session in it."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from apps.accounts import services as accounts
from apps.accounts.models import User
from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.rules import AppointmentDraft, TaskDraft, When
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Role
from apps.circles.services import start_circle
from apps.circles.services.circles import add_member
from apps.core import clock

VISITS, TASKS, MEMBERS, OTHERS = 40, 40, 8, 3


def populate() -> tuple[str, str]:
    """The circle's id, and the key of a helper's session on her own phone."""
    tag = uuid4().hex[:8]
    helper = _person(f"helper-{tag}@bench.example", "Helper")
    circle = _circle(_person(f"patient-{tag}@bench.example", "Patient"))
    add_member(circle.circle, helper, Role.HELPER, "")
    for number in range(MEMBERS):
        user = _person(f"member-{number}-{tag}@bench.example", f"Member {number}")
        add_member(circle.circle, user, Role.HELPER, "")
    _fill(circle)
    mine = open_circle(helper, circle.circle.pk)
    for number in range(TASKS // 4):
        draft = TaskDraft(f"My task {number}", "", None)
        task = services.add_task(mine, task_id=uuid4(), draft=draft)
        services.claim_task(mine, task.pk)
    for _number in range(OTHERS):
        _fill(_circle(helper))
    return str(circle.circle.pk), _session(helper)


def _person(email: str, name: str) -> User:
    user = User.objects.create_user(email, name=name, time_zone="Europe/London", language="en")
    accounts.accept_terms(user, name=name)
    return user


def _circle(user: User) -> Access:
    return start_circle(user, circle_id=uuid4(), patient_name="Mei", country="gb", for_self=True)


def _fill(access: Access) -> None:
    for number in range(VISITS):
        draft = AppointmentDraft(
            kind=AppointmentKind.CLINIC,
            title=f"Visit {number}",
            when=When(clock.now() + timedelta(days=number - 10), True, "Europe/London"),
            place="Clinic 3",
            preparation="Bring the letter.",
            seats=frozenset(SeatKind),
        )
        services.add_appointment(access, appointment_id=uuid4(), draft=draft)
    for number in range(TASKS):
        services.add_task(access, task_id=uuid4(), draft=TaskDraft(f"Task {number}", "", None))


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(30 * 60)  # a borrowed phone: the idle limit is pushed forward as people read
    session.save()
    return str(session.session_key)
