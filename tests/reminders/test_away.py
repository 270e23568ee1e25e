"""A channel that is away holds up no other, however much waits for it and however slowly it says nothing."""

import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail.backends.smtp import EmailBackend
from time_machine import Traveller

from apps.reminders import services
from apps.reminders.channels import switchboard
from apps.reminders.kinds import Channel, State
from apps.reminders.models import Preference, Reminder
from apps.reminders.services import sending
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink, Visit
from tests.reminders.gateways import Texts

pytestmark = pytest.mark.django_db
HERS = "+447700900123"


@pytest.fixture
def due(cast: Cast, clock: Traveller, visit: Visit) -> None:
    """Three mails to the coordinator, and one text to the patient that is due last."""
    cast.patient.phone = HERS
    cast.patient.save()
    Preference.objects.create(user=cast.patient, channels=[Channel.SMS])
    for number in range(3):
        soon = timedelta(days=9, minutes=number)
        services.plan(visit(people=(cast.coordinator,), subject_id=uuid4(), starts_in=soon))
    later = timedelta(days=9, minutes=30)
    services.plan(visit(people=(cast.patient,), subject_id=uuid4(), starts_in=later))
    clock.move_to(WEEK_BEFORE + timedelta(minutes=30))


def test_more_mails_than_a_batch_holds_stop_no_text(
    due: None, texts: Texts, settings: Any, send_due: SendDue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    send_due()
    assert len(texts.to(HERS)) == 1
    waiting = Reminder.objects.open().filter(due_at__lte=WEEK_BEFORE + timedelta(minutes=30))
    assert {(row.state, row.attempts, row.lease_token) for row in waiting} == {
        (State.PENDING, 0, None)
    }


def test_a_mail_server_that_keeps_silent_takes_one_hand_its_time_and_not_each(
    due: None, texts: Texts, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first has no time left when it has found out; the next knows."""
    knocks = []

    def keep_silent(_backend: EmailBackend) -> None:
        knocks.append(time.monotonic())
        time.sleep(0.2)
        raise OSError

    monkeypatch.setattr(EmailBackend, "open", keep_silent)
    monkeypatch.setattr(switchboard, "LET_BE", 1000)  # however slow this machine is
    services.send_due(time.monotonic() + 0.2)
    services.send_due(time.monotonic() + 30)
    assert len(texts.to(HERS)) == 1
    assert len(knocks) == 1


def test_a_channel_is_tried_again_soon(
    due: None, texts: Texts, sink: Sink, settings: Any, send_due: SendDue
) -> None:
    here = settings.SMTP
    settings.SMTP = {**here, "port": 1}
    send_due()
    settings.SMTP = here
    deadline = time.monotonic() + 5
    while len(sink.taken) < 3 and time.monotonic() < deadline:
        send_due()
    assert len(sink.taken) == 3
