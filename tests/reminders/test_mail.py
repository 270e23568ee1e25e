"""Mail to bare addresses: in the caller's transaction, at once and at any hour, and forgotten once sent."""

from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from threading import Thread
from typing import Any

import pytest
from celery import current_app
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from kombu.exceptions import OperationalError
from time_machine import Traveller

from apps.reminders import services
from apps.reminders.kinds import Reason, RecipientKind, State
from apps.reminders.models import Mail, Reminder
from apps.reminders.services import nudging
from apps.reminders.services.claiming import claim_due
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import NOON, Sink

SendDue = Callable[[], None]
ADA = "ada@example.org"


@pytest.fixture(autouse=True)
def _through_the_outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "apps.reminders.backend.OutboxBackend"


@pytest.fixture
def knocks(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The errands the background thread would be given."""
    given: list[list[int]] = []
    monkeypatch.setattr(nudging._messenger, "take", given.append)
    return given


def send_code(expires_in: timedelta | None = None) -> None:
    headers = {"Expires": format_datetime(NOON + expires_in)} if expires_in else {}
    message = EmailMultiAlternatives("Your code", "It is 123456.", to=[ADA], headers=headers)
    message.attach_alternative("<p>It is 123456.</p>", "text/html")
    message.send()


@transaction.atomic
def send_code_and_fail() -> None:
    send_code()
    raise RuntimeError


@pytest.mark.django_db
def test_a_mail_is_owed_and_sent_even_at_night(
    clock: Traveller, sink: Sink, send_due: SendDue
) -> None:
    clock.move_to(NOON + timedelta(hours=14))
    send_code()
    send_due()
    [message] = sink.to(ADA)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert message["Subject"] == "Your code"
    assert "123456" in text.get_content()
    assert "<p>" in html.get_content()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        "ada@example.org, bo@example.org",
        "ada@example.org; bo@example.org",
        "ada@example.org bo@example.org",
        "<ada@example.org> <bo@example.org>",
        "Friends: ada@example.org, bo@example.org;",
        "ada@bo@example.org",
        "nobody",
    ],
)
def test_what_is_not_one_address_fails_and_nobody_gets_it(
    clock: Traveller, sink: Sink, send_due: SendDue, knocks: list[list[int]], wrong: str
) -> None:
    assert send_mail("Your code", "It is 123456.", None, [wrong, f"Ada <{ADA}>"])
    send_due()
    assert [address for address, _message in sink.taken] == [ADA]
    failed = Reminder.objects.get(state=State.FAILED)
    assert (failed.reason, failed.address, failed.ended_at) == (Reason.MALFORMED, "", NOON)
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_nothing_of_a_mail_is_kept_once_it_was_sent(
    clock: Traveller, sink: Sink, send_due: SendDue
) -> None:
    send_code()
    assert Reminder.objects.get().address == ADA
    send_due()
    row = Reminder.objects.get()
    assert (row.state, row.address, row.recipient_kind) == (State.SENT, "", RecipientKind.ADDRESS)
    assert not Mail.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("expires_in", "still_useful"),
    [(timedelta(minutes=15), False), (timedelta(minutes=16), True), (None, True)],
)
def test_a_mail_expires_when_its_header_says_so(
    clock: Traveller,
    sink: Sink,
    send_due: SendDue,
    expires_in: timedelta | None,
    still_useful: bool,
) -> None:
    send_code(expires_in)
    clock.shift(timedelta(minutes=15))
    send_due()
    assert bool(sink.taken) is still_useful
    row = Reminder.objects.get()
    assert row.state == (State.SENT if still_useful else State.EXPIRED)
    assert row.address == ""
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_a_refused_mail_is_forgotten_too(clock: Traveller, sink: Sink, send_due: SendDue) -> None:
    sink.refuse_recipient[ADA] = "550 nobody here"
    send_code()
    send_due()
    assert Reminder.objects.get().address == ""
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_a_mail_taken_back_with_its_transaction_is_never_sent(
    sink: Sink, send_due: SendDue, knocks: list[list[int]]
) -> None:
    with pytest.raises(RuntimeError):
        send_code_and_fail()
    send_due()
    assert sink.taken == []
    assert knocks == []


@pytest.mark.django_db
def test_each_recipient_gets_a_mail_of_their_own(sink: Sink, send_due: SendDue) -> None:
    send_mail("News", "Text", None, [ADA, "Bo <bo@example.org>"])
    send_due()
    assert {to for to, _message in sink.taken} == {ADA, "bo@example.org"}
    assert {str(message["To"]) for _to, message in sink.taken} == {ADA, "bo@example.org"}


@pytest.mark.django_db
def test_what_could_not_be_sent_later_is_refused_while_somebody_is_there_to_hear_it() -> None:
    with pytest.raises(BadHeaderError):
        send_mail("Two\nlines", "Text", None, [ADA])
    message = EmailMessage("Hello", "Text", to=[ADA])
    message.attach("note.txt", "text", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        message.send()
    assert not Reminder.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_nudges_once_however_many_mails_it_writes(knocks: list[list[int]]) -> None:
    with transaction.atomic():
        for _ in range(3):
            send_code()
        with pytest.raises(RuntimeError):
            send_code_and_fail()
        assert knocks == []
    [ids] = knocks
    assert set(Reminder.objects.values_list("pk", flat=True)) <= set(ids)


@pytest.mark.django_db(transaction=True)
def test_without_redis_the_process_sends_its_own_mail_and_no_other(
    cast: Cast, sink: Sink, knocks: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nudging, "wake_workers", _refuse)
    send_mail("Not this one", "Text", None, ["bo@example.org"])
    send_code()
    thread = Thread(target=nudging._run_errand, args=(knocks[-1],))
    thread.start()
    thread.join()
    assert [to for to, _message in sink.taken] == [ADA]


def test_knocking_at_a_redis_that_is_away_fails_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No retries: celery's own would keep the thread waiting for seconds."""
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    with pytest.raises(OperationalError):
        nudging.wake_workers()


@pytest.mark.django_db
def test_somebody_who_waits_for_a_mail_comes_before_a_backlog(
    clock: Traveller, visit: Callable[..., Occasion]
) -> None:
    services.plan(visit())
    clock.move_to(NOON + timedelta(days=5))
    send_code()
    _token, [first] = claim_due(NOON + timedelta(days=5), 1)
    assert Reminder.objects.get(pk=first).recipient_kind == RecipientKind.ADDRESS


def _refuse() -> None:
    raise OperationalError
