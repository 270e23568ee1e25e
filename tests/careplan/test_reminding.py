"""What a reminder of an appointment says, and when it is not sent after all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from apps.careplan import selectors, services
from apps.careplan.kinds import Answer, SeatKind
from apps.careplan.models import Appointment
from apps.careplan.reminding import AppointmentSubject
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.core.errors import RuleError
from apps.reminders import registry
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Ask
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, when
from tests.careplan.test_appointments import edit
from tests.people import Cast

SUBJECT = AppointmentSubject()


def ask(
    access: Access, appointment: Appointment, kind: Kind = Kind.DUE, occurrence: int = 0
) -> Ask:
    return Ask(
        kind=kind,
        subject_id=appointment.pk,
        occurrence=occurrence,
        recipient=Recipient.member(access.membership.pk),
        now=NOW,
    )


@pytest.fixture
def appointment(coordinator: Access) -> Appointment:
    return make_appointment(
        coordinator, title="CT scan", place="Oncology", preparation="Nothing to eat"
    )


def test_the_reminders_room_knows_the_subject() -> None:
    assert isinstance(registry.get("appointment"), AppointmentSubject)


def test_a_reminder_that_still_holds_is_sent(appointment: Appointment, patient: Access) -> None:
    assert SUBJECT.skip_reason(ask(patient, appointment)) is None


def test_a_reminder_that_no_longer_holds_is_not_sent(
    cast: Cast,
    appointment: Appointment,
    coordinator: Access,
    helper: Access,
    patient: Access,
    set_clock: Callable[[datetime], None],
) -> None:
    due = ask(patient, appointment)
    assert SUBJECT.skip_reason(ask(helper, appointment)) == "not_wanted"
    assert SUBJECT.skip_reason(ask(patient, appointment, Kind.CANCELLED)) == "not_wanted"
    assert SUBJECT.skip_reason(replace(due, subject_id=UUID(int=1))) == "no_access"
    assert SUBJECT.skip_reason(ask(cast.access(cast.follower), appointment)) == "no_access"
    edit(coordinator, appointment, when=when(at=time(12)))
    assert SUBJECT.skip_reason(due) == "moved"
    services.cancel_appointment(coordinator, appointment.pk)
    now = replace(due, occurrence=1)
    assert SUBJECT.skip_reason(now) == "cancelled"
    assert SUBJECT.skip_reason(replace(now, kind=Kind.CANCELLED)) is None
    services.restore_appointment(coordinator, appointment.pk)
    set_clock(NOW + timedelta(days=1, hours=3))
    assert SUBJECT.skip_reason(now) == "past"


def test_who_left_or_may_no_longer_see_it_is_not_reminded(
    appointment: Appointment, coordinator: Access, helper: Access
) -> None:
    services.offer_for_seat(helper, appointment.pk, SeatKind.DRIVER)
    assert SUBJECT.skip_reason(ask(helper, appointment)) is None
    Appointment.objects.filter(pk=appointment.pk).update(audience=Audience.CLOSE)
    assert SUBJECT.skip_reason(ask(helper, appointment)) == "no_access"
    coordinator.membership.ended_at = NOW
    coordinator.membership.save()
    assert SUBJECT.skip_reason(ask(coordinator, appointment)) == "no_access"


def test_the_words_are_discreet(
    appointment: Appointment, patient: Access, helper: Access, coordinator: Access
) -> None:
    services.offer_for_seat(helper, appointment.pk, SeatKind.DRIVER)
    for kind in (Kind.DUE, Kind.CATCH_UP, Kind.MOVED):
        for access in (patient, helper, coordinator):
            message = SUBJECT.message(ask(access, appointment, kind))
            said = " ".join((message.subject, *message.lines, message.link_label))
            for secret in ("scan", "oncology", "nothing to eat", "mary", "chen", "cancer"):
                assert secret not in said.lower()
            assert "Tuesday 24 November at 10:30" in said
            assert [code for code, _label in message.answers][:2] == ["yes", "no"]


def test_each_reader_is_told_what_concerns_them(
    appointment: Appointment, patient: Access, helper: Access
) -> None:
    services.offer_for_seat(helper, appointment.pk, SeatKind.DRIVER)
    assert SUBJECT.message(ask(patient, appointment)).lines == (
        "You have something on Tuesday 24 November at 10:30.",
        "Jun Cole is driving.",
    )
    assert SUBJECT.message(ask(helper, appointment)).lines == (
        "Mei has something on Tuesday 24 November at 10:30.",
        "You are driving.",
    )
    moved = SUBJECT.message(ask(helper, appointment, Kind.MOVED))
    assert moved.subject == "Moved: now Tuesday 24 November at 10:30"
    assert moved.lines[0].startswith("Something in Mei’s plan has moved.")
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        far = SUBJECT.message(ask(patient, appointment))
    assert far.lines[0] == (
        "You have something on Tuesday 24 November at 10:30 (18:30 where you are)."
    )


def test_a_cancellation_asks_nothing(
    appointment: Appointment, patient: Access, coordinator: Access
) -> None:
    services.cancel_appointment(coordinator, appointment.pk)
    message = SUBJECT.message(ask(patient, appointment, Kind.CANCELLED))
    assert message.subject == "Cancelled: Tuesday 24 November at 10:30"
    assert message.answers == ()


def test_a_time_that_is_not_known_is_said_to_be_so(coordinator: Access, patient: Access) -> None:
    appointment = make_appointment(coordinator, when=when(at=None))
    message = SUBJECT.message(ask(patient, appointment))
    assert message.subject == "Coming up: Tuesday 24 November (time not known yet)"
    assert SUBJECT.question(ask(patient, appointment)).when == "Tuesday"


def test_the_public_page_shows_weekday_and_time_only(
    appointment: Appointment, patient: Access
) -> None:
    question = SUBJECT.question(ask(patient, appointment))
    assert (question.when, question.current) == ("Tuesday at 10:30", None)
    services.set_attendance(patient, appointment.pk, Answer.YES)
    assert SUBJECT.question(ask(patient, appointment)).current == "yes"


def test_an_answer_by_link_counts_as_one_in_the_portal(
    appointment: Appointment, patient: Access, helper: Access
) -> None:
    assert SUBJECT.answer(ask(patient, appointment), "yes").startswith("Thank you. You will be")
    assert selectors.appointment_card(patient, appointment.pk).my_answer == Answer.YES
    services.offer_for_seat(helper, appointment.pk, SeatKind.DRIVER)
    assert "take your place" in SUBJECT.answer(ask(helper, appointment), "no")
    assert "can’t come" in SUBJECT.answer(ask(patient, appointment), "no")


def test_an_answer_that_comes_too_late_gets_a_kind_sentence(
    appointment: Appointment, coordinator: Access, patient: Access, helper: Access
) -> None:
    link = ask(patient, appointment)
    with pytest.raises(RuleError, match="does not work"):
        SUBJECT.answer(link, "maybe")
    edit(coordinator, appointment, when=when(at=time(12)))
    with pytest.raises(RuleError, match="moved to another time"):
        SUBJECT.answer(link, "yes")
    services.cancel_appointment(coordinator, appointment.pk)
    with pytest.raises(RuleError, match="cancelled"):
        SUBJECT.answer(replace(link, occurrence=1), "yes")
    helper.membership.ended_at = NOW
    helper.membership.save()
    with pytest.raises(RuleError, match="does not work"):
        SUBJECT.answer(ask(helper, appointment, occurrence=1), "yes")


def test_who_may_only_look_is_told_to_sign_in(
    appointment: Appointment, coordinator: Access
) -> None:
    coordinator.membership.levels["plan"] = 1
    coordinator.membership.save()
    assert SUBJECT.message(ask(coordinator, appointment)).answers == ()
    with pytest.raises(RuleError, match="Sign in"):
        SUBJECT.answer(ask(coordinator, appointment), "yes")
