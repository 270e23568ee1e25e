"""What the gateway tells us: receipts and answers by text, with its signature and once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import Traveller

from apps.accounts.models import User
from apps.demo.gateway import signature
from apps.reminders import rules, services
from apps.reminders.kinds import Channel, DeliveryState, Parking, State
from apps.reminders.models import Delivery, Parked, Preference, Reminder
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders import visits as visits_module
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink, regular
from tests.reminders.gateways import (
    HERS,
    RECEIPT,
    REPLY,
    TOKEN,
    Texts,
    told,
    write,
    written_back,
)
from tests.reminders.visits import visits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]
NOBODYS = "+447700900999"


@pytest.fixture
def asked(planned: Occasion, cast: Cast, clock: Traveller, texts: Texts, send_due: SendDue) -> User:
    """The patient was texted about her visit."""
    cast.patient.phone = HERS
    cast.patient.save()
    Preference.objects.create(user=cast.patient, channels=["sms", "email"])
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert len(texts.to(HERS)) == 1
    return cast.patient


def receipt(status: str, code: str = "") -> Any:
    form = {"MessageStatus": status, "ErrorCode": code}
    return told(f"{RECEIPT}?of={regular(rules.WEEK).pk}", form)


@pytest.mark.parametrize(("words", "answer"), [("1", "yes"), ("好的", "yes"), ("No puedo", "no")])
def test_an_answer_by_text_counts_for_the_visit_it_asks_about(
    asked: User, words: str, answer: str
) -> None:
    assert write(words).status_code == 200
    assert list(visits.answers.values()) == [answer]
    assert written_back() == ["Tuesday at 10:30: Thank you. The others can see it."]


@pytest.mark.parametrize(
    ("reason", "words"), [("moved", "was moved"), ("cancelled", "is off"), ("past", "is over")]
)
def test_the_newest_question_is_meant_and_if_it_is_over_no_other(
    asked: User,
    visit: Callable[..., Occasion],
    clock: Traveller,
    send_due: SendDue,
    reason: str,
    words: str,
) -> None:
    second = visit(starts_in=timedelta(days=9, hours=1), subject_id=uuid4(), people=(asked,))
    services.plan(second)
    clock.move_to(WEEK_BEFORE + timedelta(hours=1))
    send_due()
    write("1")
    assert visits.asked[-1].subject_id == second.subject_id
    visits.skip[second.subject_id] = reason
    write("2")
    assert list(visits.answers.values()) == ["yes"]
    assert words in written_back()[-1]
    assert "Tuesday at 10:30" in written_back()[-1]
    assert "othing was noted" in written_back()[-1]


def test_of_what_is_none_of_theirs_any_more_no_day_is_said(asked: User, planned: Occasion) -> None:
    visits.skip[planned.subject_id] = "no_access"
    write("1")
    assert not visits.answers
    assert "no open question" in written_back()[0]
    assert "Tuesday" not in written_back()[0]


def test_a_number_means_what_stood_in_the_text_whatever_is_offered_since(
    asked: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits_module, "ANSWERS", (("no", "I can’t"),))
    write("1")
    assert not visits.answers
    write("2")
    assert list(visits.answers.values()) == ["no"]


def test_a_number_that_was_not_offered_gets_help(asked: User) -> None:
    write("3")
    assert not visits.answers
    assert "Reply with the number" in written_back()[0]


def test_an_answer_after_the_visit_is_told_so(asked: User, clock: Traveller) -> None:
    clock.shift(timedelta(days=30))
    write("1")
    assert not visits.answers
    assert "this is over" in written_back()[0]


def test_an_answer_without_a_question_is_told_so(asked: User) -> None:
    Delivery.objects.update(offered="")
    write("1")
    assert "no open question" in written_back()[0]


def test_stop_is_obeyed_at_once_for_codes_too(
    asked: User, texts: Texts, clock: Traveller, send_due: SendDue, sink: Sink
) -> None:
    assert write("STOP").status_code == 200
    assert written_back() == []
    assert Parked.objects.get().reason == Parking.STOPPED
    clock.move_to(WEEK_BEFORE + timedelta(days=6))
    send_due()
    Client().post("/sign-in/", {"address": HERS})
    send_due()
    assert len(texts.taken()) == 1
    assert len(sink.to(asked.email)) == 1  # mail has taken over


def test_start_brings_texts_back(asked: User) -> None:
    write("STOP")
    write("start")
    assert not Parked.objects.exists()
    assert "texts again" in written_back()[0]


def test_a_message_counts_once_however_often_it_comes(asked: User) -> None:
    assert write("1", sid="SM1").status_code == 200
    visits.answers.clear()
    again = write("1", sid="SM1")
    assert (again.status_code, visits.answers) == (409, {})
    assert len(written_back()) == 1


@pytest.mark.parametrize("path", [REPLY, f"{RECEIPT}?of=1"])
def test_without_the_right_signature_nothing_is_heard(asked: User, path: str) -> None:
    form = {"MessageSid": "SM1", "From": HERS, "Body": "STOP", "MessageStatus": "failed"}
    assert told(path, form, token="guessed").status_code == 403
    assert Client().post(path, form).status_code == 403
    assert not Parked.objects.exists()
    assert Delivery.objects.get().state == DeliveryState.ACCEPTED


def test_a_signature_of_another_message_does_not_fit(asked: User) -> None:
    form = {"MessageSid": "SM1", "From": HERS, "Body": "1"}
    signed = signature(TOKEN, f"http://localhost{REPLY}", form)
    response = Client().post(REPLY, form | {"Body": "STOP"}, headers={"X-Twilio-Signature": signed})
    assert response.status_code == 403


def test_a_number_nobody_has_is_never_written_back_to(asked: User, texts: Texts) -> None:
    for words in ("1", "HELP", "who are you", "START"):
        assert write(words, NOBODYS).status_code == 200
    assert not visits.answers
    assert written_back() == []


def test_two_machines_do_not_talk_to_each_other_for_ever(asked: User) -> None:
    for _ in range(30):
        write("Thank you for your message")
    assert len(written_back()) == 10


def test_a_receipt_says_that_it_arrived(asked: User) -> None:
    assert receipt("delivered").status_code == 204
    assert Delivery.objects.get().state == DeliveryState.DELIVERED
    receipt("failed", "30003")  # late and out of order
    assert Delivery.objects.get().state == DeliveryState.DELIVERED


@pytest.mark.parametrize(("code", "parks"), [("30003", False), ("30006", True), ("", False)])
def test_what_never_arrives_goes_by_the_next_way(
    asked: User, sink: Sink, send_due: SendDue, code: str, parks: bool
) -> None:
    receipt("undelivered", code)
    send_due()
    assert len(sink.to(asked.email)) == 1
    assert regular(rules.WEEK).state == State.SENT
    assert Parked.objects.exists() == parks
    receipt("undelivered", code)  # a second time changes nothing
    send_due()
    assert len(sink.to(asked.email)) == 1


def test_a_receipt_for_nothing_of_ours_is_taken_quietly(asked: User) -> None:
    for reference in ("", "x", "999999999", "9" * 40):
        assert told(f"{RECEIPT}?of={reference}", {"MessageStatus": "failed"}).status_code == 204


def test_the_gateways_own_receipt_fits(asked: User, texts: Texts) -> None:
    """The demo's gateway signs as Twilio does, and names the reminder."""
    reminder = Reminder.objects.get(deliveries__channel=Channel.SMS)
    form = {"To": HERS, "From": "+1", "Body": "x", "StatusCallback": "http://x/"}
    assert texts.take(form)[0] == 201
    assert reminder.state == State.SENT


def test_without_a_gateway_nobody_calls(settings: Any) -> None:
    settings.SMS = {}
    assert told(REPLY, {"MessageSid": "1"}).status_code == 404


def test_a_strangers_text_looks_through_nobodys_messages(asked: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        write("1", NOBODYS)
    assert not [query for query in queries if "reminders_reminder" in query["sql"]]
