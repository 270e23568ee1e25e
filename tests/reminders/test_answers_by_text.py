"""Answers that come by text, from the message on the phone to the plan and back: real visits, real tasks."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from time_machine import Traveller

from apps.accounts.models import User
from apps.careplan import services as careplan
from apps.careplan.kinds import Answer, SeatKind
from apps.careplan.models import Appointment, Seat, Task
from apps.circles.models import Contact
from apps.reminders.models import Preference, Reminder
from apps.reminders.services.answers import link_for
from tests.careplan.drafts import appointment_draft, make_appointment, make_timed_task, when
from tests.people import Cast
from tests.reminders.conftest import NOON, START, WEEK_BEFORE, SendDue
from tests.reminders.gateways import HERS, Texts, write, written_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]
DRIVER, SETTLED = SeatKind.DRIVER, timedelta(minutes=3)
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
    careplan.fill_seat(coordinator, row.pk, DRIVER, contact=bo)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert "Reply 1: I'll be there. 2: I can't." in texts.to(HERS)[0]
    return row


@pytest.mark.parametrize("words", ["1", "Yes", "ok", "sure", "vale", "好的"])
def test_a_contact_who_agrees_keeps_the_seat(bos: Appointment, words: str) -> None:
    assert write(words).status_code == 200
    assert not Seat.objects.get(appointment=bos).is_empty
    assert written_back() == ["Thursday 10 December at 10:30: Thank you. You will be there."]


@pytest.mark.parametrize("words", ["2", "No", "no puedo"])
def test_a_contact_who_cannot_frees_the_seat(bos: Appointment, words: str) -> None:
    write(words)
    assert Seat.objects.get(appointment=bos).is_empty
    assert written_back() == [
        "Thursday 10 December at 10:30: Thank you for saying so. Somebody else can take your place."
    ]


@pytest.fixture
def wanted(
    clock: Traveller, cast: Cast, texts: Texts, never_quiet: None, send_due: SendDue
) -> Appointment:
    """Jun was texted that somebody should drive, and somebody should come along."""
    cast.helper.phone = HERS
    cast.helper.save()
    Preference.objects.filter(user=cast.helper).update(channels=["sms"])
    row = make_appointment(
        cast.access(cast.patient),
        when=when(IN_NINE_DAYS),
        seats=frozenset({DRIVER, SeatKind.COMPANION}),
    )
    for kind in (DRIVER, SeatKind.COMPANION):
        careplan.offer_for_seat(cast.access(cast.coordinator), row.pk, kind)
    careplan.set_attendance(cast.access(cast.coordinator), row.pk, Answer.NO)
    clock.shift(SETTLED)
    send_due()
    assert "Reply 1: I'll drive. 2: I'll come along." in texts.to(HERS)[-1]
    return row


def seats_of(user: User) -> list[str]:
    return [seat.kind for seat in Seat.objects.filter(holder__user=user)]


def test_a_number_means_the_seat_it_stood_for_though_somebody_took_it_meanwhile(
    wanted: Appointment, cast: Cast
) -> None:
    careplan.offer_for_seat(cast.access(cast.patient), wanted.pk, DRIVER)
    write("1")
    assert seats_of(cast.helper) == []
    assert written_back()[-1].startswith("Thursday 10 December at 10:30: Mei")
    assert "a moment faster" in written_back()[-1]
    write("2")
    assert seats_of(cast.helper) == ["companion"]
    assert written_back()[-1] == "Thursday 10 December at 10:30: Thank you. You are going along."


def test_when_the_newest_question_has_moved_an_older_visit_is_not_answered(
    bos: Appointment, cast: Cast, clock: Traveller, send_due: SendDue
) -> None:
    """Bo drives twice; "2" means the second visit, moved or not, and never the first."""
    coordinator = cast.access(cast.coordinator)
    other = make_appointment(coordinator, when=when(IN_NINE_DAYS + timedelta(days=1)))
    careplan.fill_seat(coordinator, other.pk, DRIVER, contact=Contact.objects.get())
    clock.shift(timedelta(days=1))
    send_due()
    draft = appointment_draft(when=when(IN_NINE_DAYS + timedelta(days=4)))
    careplan.edit_appointment(coordinator, appointment_id=other.pk, version=1, draft=draft)
    write("2")
    assert [seat.contact.name for seat in Seat.objects.all() if seat.contact] == ["Bo", "Bo"]
    assert "It is now: Monday 14 December at 10:30. Nothing was noted." in written_back()[-1]


@pytest.fixture
def dinner(
    clock: Traveller, cast: Cast, texts: Texts, never_quiet: None, send_due: SendDue
) -> Task:
    """Jun cooks from 12:00 to 13:00, and was texted that morning."""
    cast.helper.phone = HERS
    cast.helper.save()
    Preference.objects.filter(user=cast.helper).update(channels=["sms"])
    row = make_timed_task(cast.access(cast.coordinator), day=IN_NINE_DAYS)
    careplan.claim_task(cast.access(cast.helper), row.pk)
    clock.move_to(START - timedelta(hours=4))
    send_due()
    assert "Reply 1: It is done. 2: I can't." in texts.to(HERS)[-1]
    return row


def press(code: str) -> Any:
    """The same answer by the link of the newest reminder, signed out."""
    reminder = Reminder.objects.filter(subject="task", state="sent").latest("due_at")
    return Client().post(urlsplit(link_for(reminder)).path, {"answer": code})


def status(task: Task) -> str:
    task.refresh_from_db()
    return str(task.status)


@pytest.mark.parametrize("words", ["ok", "Yes", "好的", "vale"])
def test_an_ok_to_a_task_is_not_yet_done(dinner: Task, words: str) -> None:
    write(words)
    assert status(dinner) == "open"
    assert written_back() == ["Thursday 10 December at 12:00: Thank you. Once it is done, reply 1."]


@pytest.mark.parametrize("words", ["1", "Done", "Hecho", "完成"])
def test_done_is_heard_within_a_day_of_the_end(dinner: Task, clock: Traveller, words: str) -> None:
    clock.move_to(START + timedelta(hours=1, minutes=5))
    write(words)
    assert status(dinner) == "done"
    assert written_back()[0].startswith("Thursday 10 December at 12:00: Thank you.")


def test_done_is_heard_by_the_link_too_but_not_for_ever(dinner: Task, clock: Traveller) -> None:
    clock.move_to(START + timedelta(days=1, hours=1))
    assert press("done").status_code == 410
    write("1")
    assert "this is over" in written_back()[-1]
    assert status(dinner) == "open"
    clock.move_to(START + timedelta(days=1, minutes=59))
    assert press("done").status_code == 200
    assert status(dinner) == "done"


def test_after_the_end_nothing_can_be_given_back(
    dinner: Task, cast: Cast, clock: Traveller
) -> None:
    clock.move_to(START + timedelta(hours=1, minutes=5))
    answered = press("no")
    assert answered.status_code == 422
    assert "The time for this is over." in answered.content.decode()
    assert 'value="no"' not in answered.content.decode()
    write("2")
    assert "The time for this is over." in written_back()[-1]
    dinner.refresh_from_db()
    assert dinner.claimed_by == cast.access(cast.helper).membership
