"""From "I can't" in a mail to who comes instead: all by mails and the links in them."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.test import Client
from time_machine import Traveller

from apps.accounts.models import User
from apps.careplan import services as careplan
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment
from apps.circles.access import Access
from apps.circles.kinds import Role
from apps.circles.models import Limits, Membership
from apps.circles.services.circles import add_member
from tests.careplan.drafts import make_appointment, when
from tests.people import Cast, make_user
from tests.reminders.conftest import NOON, SendDue, Sink

pytestmark = pytest.mark.django_db
IN_NINE_DAYS = (NOON + timedelta(days=9)).date()
SETTLED = timedelta(minutes=3)
Send = Callable[[timedelta], None]


@pytest.fixture
def visit(clock: Traveller, cast: Cast, never_quiet: None) -> Appointment:
    """Jun drives, and has been reminded of it a week before."""
    coordinator: Access = cast.access(cast.coordinator)
    row = make_appointment(coordinator, when=when(IN_NINE_DAYS))
    careplan.offer_for_seat(cast.access(cast.helper), row.pk, SeatKind.DRIVER)
    return row


@pytest.fixture
def wait(clock: Traveller, send_due: SendDue, sink: Sink) -> Send:
    """Let time pass; what came before is put away."""

    def pass_by(time: timedelta) -> None:
        sink.arrived.clear()
        clock.shift(time)
        send_due()

    return pass_by


def subject(message: EmailMessage) -> str:
    return str(message["Subject"]).partition(":")[0]


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def answer(message: EmailMessage, code: str) -> str:
    """Press a button behind the link, signed out."""
    link = re.search(r"http://[^/]+(/r/\S+)", text(message))
    assert link is not None
    return Client().post(link[1], {"answer": code}).content.decode()


def member(cast: Cast, user: User) -> Membership:
    return Membership.objects.get(user=user, circle=cast.circle)


def test_i_cant_leads_to_somebody_else_and_the_patient_hears_who(
    visit: Appointment, cast: Cast, sink: Sink, wait: Send
) -> None:
    kim = make_user("kim@example.org", "Kim Hall")
    place = add_member(cast.circle, kim, Role.HELPER, "cousin")
    Limits.objects.create(membership=place, cannot_drive=True)
    wait(timedelta(days=2, hours=6))
    [reminder] = sink.to(cast.helper.email)
    assert "You are driving." in text(reminder)
    assert "Somebody else can take your place" in answer(reminder, "no")

    wait(SETTLED)
    [asked] = sink.to(cast.coordinator.email)
    assert subject(asked) == "Somebody is needed"
    assert sink.to(kim.email) == []  # said that they cannot drive
    assert sink.to(cast.helper.email) == []

    wait(timedelta(days=5, hours=16, minutes=27))  # a day before, still nobody
    reminded = [subject(message) for message in sink.to(cast.coordinator.email)]
    assert "Somebody is needed" in reminded
    assert "You are driving" in answer(asked, "driver")

    wait(SETTLED)
    told = [message for message in sink.to(cast.patient.email) if "Who comes" in subject(message)]
    assert [text(message).splitlines()[0] for message in told] == [
        "Ana Ruiz is driving on Thursday 10 December at 10:30."
    ]


def test_within_the_last_day_coordinators_hear_at_once(
    visit: Appointment, cast: Cast, sink: Sink, wait: Send
) -> None:
    wait(timedelta(days=8, hours=20))
    [reminder] = [m for m in sink.to(cast.helper.email) if subject(m) == "Coming up"][-1:]
    answer(reminder, "no")
    Limits.objects.create(membership=member(cast, cast.coordinator), cannot_drive=True)
    wait(SETTLED)
    assert [subject(m) for m in sink.to(cast.coordinator.email)] == ["Somebody is needed"]
