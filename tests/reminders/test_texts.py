"""Texts to bare numbers: who gets one, what the gateway may answer, and that nothing of it stays."""

from datetime import timedelta
from typing import Any

import pytest
from time_machine import Traveller

from apps.core import texting
from apps.core.texting import Text
from apps.demo.gateway import Trouble
from apps.reminders.kinds import DeliveryState, Reason, State
from apps.reminders.models import Delivery, Mail, Reminder
from tests.people import make_user
from tests.reminders.conftest import NOON, SendDue
from tests.reminders.gateways import Texts

pytestmark = pytest.mark.django_db
ADA = "+447700900123"
MAGIC_BLOCKED = "+15005550004"


def owe(to: str = ADA, *, holder_only: bool = False, minutes: int = 15) -> Reminder:
    expires_at = NOON + timedelta(minutes=minutes)
    texting.send(Text(to, "123456 is your code.", expires_at, holder_only))
    return Reminder.objects.get()


def register(number: str = ADA, *, is_active: bool = True) -> None:
    user = make_user("ada@example.org", "Ada")
    user.phone, user.is_active = number, is_active
    user.save()


def test_a_text_is_sent_at_night_too_and_neither_number_nor_words_stay(
    clock: Traveller, texts: Texts, send_due: SendDue
) -> None:
    clock.move_to(NOON + timedelta(hours=11))
    owe(minutes=60 * 12)
    send_due()
    assert texts.to(ADA) == ["123456 is your code."]
    row = Reminder.objects.get()
    assert (row.state, row.address) == (State.SENT, "")
    assert not Mail.objects.exists()
    assert (Delivery.objects.get().channel, Delivery.objects.get().state) == ("sms", "accepted")


def test_nothing_goes_to_a_number_nobody_registered(
    clock: Traveller, texts: Texts, send_due: SendDue
) -> None:
    owe(holder_only=True)
    send_due()
    row = Reminder.objects.get()
    assert (row.state, row.reason, row.address) == (State.SKIPPED, Reason.NOT_REGISTERED, "")
    assert texts.taken() == []
    assert not Mail.objects.exists()


@pytest.mark.parametrize(("is_active", "state"), [(True, State.SENT), (False, State.SKIPPED)])
def test_whoever_has_an_open_account_with_the_number_gets_it(
    clock: Traveller, texts: Texts, send_due: SendDue, is_active: bool, state: State
) -> None:
    register(is_active=is_active)
    owe(holder_only=True)
    send_due()
    assert Reminder.objects.get().state == state
    assert len(texts.taken()) == (state == State.SENT)


@pytest.mark.parametrize("number", ["+18764000000", "+442071838750"])
def test_a_number_that_may_get_no_texts_is_refused_when_it_is_asked_for(number: str) -> None:
    with pytest.raises(ValueError, match="Texts do not go"):
        owe(number)
    assert not Reminder.objects.exists()


def test_a_country_that_is_no_longer_allowed_gets_nothing(
    clock: Traveller, texts: Texts, send_due: SendDue, settings: Any
) -> None:
    owe()
    settings.SMS_COUNTRIES = ["es"]
    send_due()
    assert Reminder.objects.get().reason == Reason.COUNTRY
    assert texts.taken() == []


def test_beyond_the_days_budget_nothing_is_sent_until_a_day_later(
    clock: Traveller, texts: Texts, send_due: SendDue, settings: Any
) -> None:
    settings.SMS_DAILY_BUDGET = 1
    for _ in range(2):
        texting.send(Text(ADA, "123456", NOON + timedelta(minutes=15)))
    send_due()
    assert sorted(Reminder.objects.values_list("state", "reason")) == [
        (State.SENT, ""), (State.SKIPPED, Reason.NO_BUDGET),
    ]  # fmt: skip
    assert not texting.has_room()
    clock.move_to(NOON + timedelta(days=1, seconds=1))
    assert texting.has_room()


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble(status=429), "throttled"),
        (Trouble(status=503), "sms_20500"),
        (Trouble(seconds=0.5), "gateway_away"),
    ],
)
def test_a_gateway_that_is_busy_or_silent_is_asked_again(
    clock: Traveller, texts: Texts, send_due: SendDue, settings: Any, trouble: Trouble, error: str
) -> None:
    settings.REMINDER_LEASE_SECONDS = 1  # a fifth of it is how long the gateway may think
    texts.troubles.append(trouble)
    row = owe()
    send_due()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.address) == (State.PENDING, 1, ADA)
    assert Delivery.objects.get().error == error
    clock.move_to(row.due_at)
    send_due()
    first, second = Delivery.objects.order_by("attempt")
    assert second.state == DeliveryState.ACCEPTED
    assert first.message_id == second.message_id


def test_a_gateway_that_is_not_there_holds_up_no_mail(
    clock: Traveller, send_due: SendDue, sink: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "apps.reminders.backend.OutboxBackend"
    owe()
    from django.core.mail import send_mail

    send_mail("Code", "123456", None, ["ada@example.org"])
    send_due()
    assert len(sink.to("ada@example.org")) == 1
    assert Reminder.objects.get(address=ADA).attempts == 1


def test_a_mail_server_that_is_away_holds_up_no_text(
    clock: Traveller, send_due: SendDue, texts: Texts, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "apps.reminders.backend.OutboxBackend"
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    from django.core.mail import send_mail

    send_mail("Code", "123456", None, ["ada@example.org"])
    owe_after_mail = Text(ADA, "123456", NOON + timedelta(minutes=15))
    texting.send(owe_after_mail)
    send_due()
    assert texts.to(ADA) == ["123456"]
    mail = Reminder.objects.get(address="ada@example.org")
    assert (mail.state, mail.attempts) == (State.PENDING, 0)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("+15005550001", "invalid_number"),
        (MAGIC_BLOCKED, "opted_out"),
        ("+15005550009", "not_a_mobile"),
    ],
)
def test_what_the_gateway_says_of_a_number_is_for_good(
    clock: Traveller,
    texts: Texts,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
    number: str,
    reason: str,
) -> None:
    monkeypatch.setattr(texting, "may_get", lambda _number: True)  # Twilio's own test numbers
    owe(number)
    send_due()
    row = Reminder.objects.get()
    assert (row.state, row.reason, row.address) == (State.FAILED, reason, "")


def test_a_wrong_token_is_ours_to_mend(
    clock: Traveller, texts: Texts, send_due: SendDue, settings: Any
) -> None:
    settings.SMS = {**settings.SMS, "token": "mistyped"}
    owe()
    send_due()
    assert (Reminder.objects.get().state, Delivery.objects.get().error) == ("pending", "sms_20003")
