"""What whoever runs the site can see and is told: numbers without content, one alarm, and rows that retire."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from time_machine import Traveller

from apps.accounts import passkeys
from apps.accounts.models import User
from apps.core import health
from apps.core.site_guide import guide
from apps.reminders import selectors, services
from apps.reminders.kinds import State
from apps.reminders.models import Alarm, Delivery, Heard, Reminder
from apps.reminders.services.retiring import KEPT
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink, regular

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
TOKEN = "a-token-of-the-operators"
LATE = timedelta(minutes=11)


def metrics(client: Client, token: str = TOKEN) -> Any:
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def test_the_metrics_count_what_happened_and_say_nothing_about_anyone(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, client: Client,
    settings: Any, cast: Cast,
) -> None:  # fmt: skip
    settings.METRICS_TOKEN = TOKEN
    clock.move_to(WEEK_BEFORE + timedelta(seconds=90))
    before = metrics(client).content.decode()
    assert "alongside_reminders_due 1" in before
    assert "alongside_reminders_oldest_due_seconds 90.0" in before
    send_due()
    text = metrics(client).content.decode()
    assert "alongside_reminders_due 0" in text
    sent = 'alongside_reminders_outcomes_total{outcome="sent",reason="",channel="email"} 1'
    assert sent in text
    for secret in (cast.patient.email, "Mei", str(planned.subject_id), str(cast.circle.pk)):
        assert secret not in text


def test_the_metrics_count_what_could_not_be_delivered(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, client: Client,
    settings: Any, cast: Cast,
) -> None:  # fmt: skip
    settings.METRICS_TOKEN = TOKEN
    sink.refuse_recipient[cast.patient.email] = "550 nobody here"
    clock.move_to(WEEK_BEFORE)
    send_due()
    failed = 'outcomes_total{outcome="failed",reason="smtp_550",channel=""} 1'
    assert failed in metrics(client).content.decode()


@pytest.mark.parametrize(
    ("setting", "sent", "status"),
    [("", "", 404), ("", TOKEN, 404), (TOKEN, "", 401), (TOKEN, "other", 401), (TOKEN, TOKEN, 200)],
)
def test_the_metrics_are_for_who_has_the_token(
    client: Client, settings: Any, setting: str, sent: str, status: int
) -> None:
    settings.METRICS_TOKEN = setting
    assert metrics(client, sent).status_code == status


@pytest.mark.parametrize(
    ("is_staff", "has_shown_passkey", "status"),
    [(False, True, 404), (True, False, 302), (True, True, 200)],
)
def test_the_staff_page_is_for_staff_with_a_passkey(
    cast: Cast, client_for: SignIn, monkeypatch: pytest.MonkeyPatch, is_staff: bool,
    has_shown_passkey: bool, status: int,
) -> None:  # fmt: skip
    User.objects.filter(pk=cast.helper.pk).update(is_staff=is_staff)
    monkeypatch.setattr(passkeys, "was_used_today", lambda *_: has_shown_passkey)
    assert client_for(cast.helper).get("/staff/outbox/").status_code == status


def test_the_site_is_not_ready_and_one_mail_goes_out_when_nothing_is_sent(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    services.tick()
    clock.move_to(WEEK_BEFORE + LATE)
    services.tick()
    for _ in range(3):
        assert health.readiness()["reminders"] is False
    [alarm] = sink.to(guide().contact_email)
    assert alarm["Subject"].endswith("reminders stand still")
    send_due()
    assert health.readiness()["reminders"] is True
    assert not Alarm.objects.exists()


def test_a_silent_beat_is_told_of_once(sink: Sink, clock: Traveller, settings: Any) -> None:
    settings.ALARM_MAIL = "ops@example.org"
    assert health.readiness()["reminders"] is True  # never begun: it is being set up
    services.tick()
    clock.shift(LATE)
    for _ in range(3):
        assert health.readiness()["reminders"] is False
    assert len(sink.to("ops@example.org")) == 1
    services.tick()
    assert health.readiness()["reminders"] is True
    clock.shift(LATE)
    assert health.readiness()["reminders"] is False
    assert len(sink.to("ops@example.org")) == 2


def test_an_alarm_that_could_not_be_mailed_is_tried_again_later(
    sink: Sink, clock: Traveller
) -> None:
    services.tick()
    clock.shift(LATE)
    sink.refuse_sender = "451 not now"
    assert health.readiness()["reminders"] is False
    sink.forget()
    assert health.readiness()["reminders"] is False
    assert sink.taken == []
    clock.shift(timedelta(minutes=5))
    assert health.readiness()["reminders"] is False
    assert len(sink.to(guide().contact_email)) == 1


def test_a_long_backlog_that_is_being_worked_off_is_no_trouble(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(WEEK_BEFORE + LATE)
    send_due()
    services.tick()
    Reminder.objects.filter(pk=regular(1440).pk).update(due_at=WEEK_BEFORE)
    assert selectors.figures().troubles == ()


def test_old_rows_retire_and_what_may_still_matter_stays(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(WEEK_BEFORE)
    send_due()
    sent, waiting = regular(10080), regular(1440)
    clock.move_to(sent.expires_at + KEPT)
    assert services.retire() == 0
    clock.shift(timedelta(seconds=1))
    assert services.retire() == 1
    assert not Delivery.objects.exists()
    assert Reminder.objects.get(pk=waiting.pk).state == State.PENDING


def test_what_was_heard_is_kept_long_enough_to_refuse_it_again_and_no_longer(
    clock: Traveller,
) -> None:
    hear = partial(services.hear, sid="SM1", number="+447700900123", words="STOP")
    hear()
    clock.shift(KEPT)
    services.retire()
    with pytest.raises(services.HeardBefore):
        hear()
    clock.shift(timedelta(seconds=1))
    services.retire()
    assert not Heard.objects.exists()
