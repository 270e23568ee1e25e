"""Answers that come by text, from the message on the phone to the plan and back: real visits, real tasks."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from apps.careplan import services as careplan
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment, Seat
from apps.circles.models import Contact
from tests.careplan.drafts import make_appointment, when
from tests.people import Cast
from tests.reminders.conftest import NOON, WEEK_BEFORE, SendDue
from tests.reminders.gateways import HERS, Texts, write, written_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]
IN_NINE_DAYS = (NOON + timedelta(days=9)).date()


@pytest.fixture
def bos(
    clock: Traveller, cast: Cast, texts: Texts, never_quiet: None, send_due: SendDue
) -> Appointment:
    """Bo, who has no account, drives, and was texted of it a week before."""
    coordinator = cast.access(cast.coordinator)
    bo = Contact.objects.create(
        circle=cast.circle, author=coordinator.membership, name="Bo", phone=HERS
    )
    row = make_appointment(coordinator, when=when(IN_NINE_DAYS))
    careplan.fill_seat(coordinator, row.pk, SeatKind.DRIVER, contact=bo)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert "Reply 1: I'll be there. 2: I can't." in texts.to(HERS)[0]
    return row


@pytest.mark.parametrize("words", ["1", "Yes", "ok", "sure", "vale", "好的"])
def test_a_contact_who_agrees_keeps_the_seat(bos: Appointment, words: str) -> None:
    assert write(words).status_code == 200
    assert not Seat.objects.get(appointment=bos).is_empty
    assert "You will be there." in written_back()[-1]


@pytest.mark.parametrize("words", ["2", "No", "no puedo"])
def test_a_contact_who_cannot_frees_the_seat(bos: Appointment, words: str) -> None:
    write(words)
    assert Seat.objects.get(appointment=bos).is_empty
    assert "Somebody else can take your place." in written_back()[-1]
