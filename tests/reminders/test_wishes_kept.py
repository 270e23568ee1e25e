"""From a press on the page to what is sent: mutes, a circle's hours, and who gets a patient's reminders for her."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from time_machine import Traveller

from apps.accounts.models import User
from apps.careplan import services as careplan
from apps.careplan.kinds import SeatKind
from apps.circles.access import Access
from apps.reminders.kinds import Reason
from apps.reminders.models import Reminder
from apps.reminders.rules import DAY
from tests.careplan.drafts import make_appointment, make_task, when
from tests.people import Cast
from tests.reminders.conftest import NOON, SendDue, Sink

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
IN_THREE_DAYS = (NOON + timedelta(days=3)).date()
EVENING_BEFORE = NOON + timedelta(days=2, hours=6)


@pytest.fixture
def coordinator(clock: Traveller, cast: Cast, never_quiet: None) -> Access:
    return cast.access(cast.coordinator)


@pytest.fixture
def helper(coordinator: Access, cast: Cast) -> Access:
    """Jun drives, and has taken something on, for the same day."""
    jun = cast.access(cast.helper)
    visit = make_appointment(coordinator, when=when(IN_THREE_DAYS))
    careplan.offer_for_seat(jun, visit.pk, SeatKind.DRIVER)
    task = make_task(coordinator, "Cook", due_on=IN_THREE_DAYS)
    careplan.claim_task(jun, task.pk)
    Reminder.objects.filter(kind="catch_up").delete()
    return jun


def subjects(sink: Sink, user: User) -> list[str]:
    return sorted(str(message["Subject"]).partition(":")[0] for message in sink.to(user.email))


@pytest.mark.parametrize(
    ("muted", "sent"),
    [
        ({}, ["Coming up", "You took something on"]),
        ({"lists": ["plan"]}, ["You took something on"]),
        ({"lists": ["tasks"]}, ["Coming up"]),
        ({"lists": ["plan", "tasks"]}, []),
        ({"all_quiet": "on"}, []),
        ({"people": "author"}, []),
    ],
)
def test_what_is_muted_is_not_sent_and_is_under_the_bell(
    helper: Access,
    coordinator: Access,
    cast: Cast,
    client_for: SignIn,
    clock: Traveller,
    sink: Sink,
    send_due: SendDue,
    muted: dict[str, str],
    sent: list[str],
) -> None:
    client = client_for(cast.helper)
    form = {name: value for name, value in muted.items() if name != "people"}
    if "people" in muted:
        form["people"] = str(coordinator.membership.pk)
    page = f"/c/{cast.circle.pk}/me/reminders/"
    assert client.post(page, form).status_code == 302
    clock.move_to(EVENING_BEFORE)
    send_due()
    assert subjects(sink, cast.helper) == sent
    bell = client.get("/me/bell/").content.decode()
    assert "Coming up" in bell
    assert "You took something on" in bell


def test_hours_of_tasks_are_chosen_like_those_of_appointments(
    helper: Access, cast: Cast, client_for: SignIn, clock: Traveller, sink: Sink, send_due: SendDue
) -> None:
    client = client_for(cast.helper)
    assert "Tasks you took on" in client.get("/me/reminders/").content.decode()
    form = {"has_quiet": "", "says_more": "no", "hours_appointment": [DAY], "hours_task": [0]}
    assert client.post("/me/reminders/", form).status_code == 302
    clock.move_to(EVENING_BEFORE)
    send_due()
    assert subjects(sink, cast.helper) == ["Coming up"]
    clock.move_to(EVENING_BEFORE + timedelta(hours=14))
    send_due()
    assert "You took something on" in subjects(sink, cast.helper)


def test_a_circles_hours_reach_whoever_chose_nothing(
    helper: Access, cast: Cast, client_for: SignIn, clock: Traveller, sink: Sink, send_due: SendDue
) -> None:
    url = f"/c/{cast.circle.pk}/people/reminders/"
    form = {"hours_appointment": [], "hours_task": [DAY], "for_patient": ""}
    assert client_for(cast.coordinator).post(url, form).status_code == 302
    clock.move_to(EVENING_BEFORE)
    send_due()
    assert subjects(sink, cast.helper) == ["You took something on"]
    assert subjects(sink, cast.patient) == []


def test_somebody_gets_the_reminders_of_a_patient_without_a_phone(
    coordinator: Access,
    cast: Cast,
    client_for: SignIn,
    clock: Traveller,
    sink: Sink,
    send_due: SendDue,
) -> None:
    make_appointment(coordinator, when=when(IN_THREE_DAYS))
    url = f"/c/{cast.circle.pk}/people/reminders/"
    hours = {"hours_appointment": [DAY], "hours_task": [DAY, 0]}
    named: UUID = cast.access(cast.helper).membership.pk
    assert client_for(cast.coordinator).post(url, hours | {"for_patient": named}).status_code == 302
    clock.move_to(EVENING_BEFORE)
    send_due()
    assert subjects(sink, cast.helper) == ["Coming up"]
    assert not Reminder.objects.filter(reason=Reason.NOT_INVOLVED).exists()
