"""People without an account who come along are reminded of it; whoever is freed of something hears of that."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from apps.careplan import selectors, services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment, Seat
from apps.careplan.reminding import AppointmentSubject, FreedSeatSubject, FreedTaskSubject
from apps.circles.access import Access
from apps.circles.kinds import Audience, Level, Section
from apps.circles.models import Contact
from apps.core.errors import RuleError
from apps.reminders.kinds import Kind, State
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Ask
from tests.careplan.conftest import NOW
from tests.careplan.drafts import TOMORROW, appointment_draft, make_appointment, make_task, when
from tests.careplan.test_selectors import hide

VISIT = AppointmentSubject()
THURSDAY = when(TOMORROW + timedelta(days=2))
DRIVER, COMPANION = SeatKind.DRIVER, SeatKind.COMPANION


@pytest.fixture
def bo(coordinator: Access) -> Contact:
    return Contact.objects.create(
        circle=coordinator.circle,
        author=coordinator.membership,
        name="Bo",
        email="bo@example.org",
        time_zone="Europe/London",
    )


@pytest.fixture
def visit(coordinator: Access, bo: Contact) -> Appointment:
    row = make_appointment(coordinator, when=THURSDAY, travel_minutes=40)
    services.fill_seat(coordinator, row.pk, DRIVER, contact=bo)
    return row


def ask(bo: Contact, row: Appointment, kind: Kind = Kind.DUE) -> Ask:
    return Ask(kind, row.pk, row.moves, Recipient.contact(bo.pk), NOW)


def owed_to(bo: Contact) -> list[tuple[str, str]]:
    rows = Reminder.objects.filter(contact=bo, state=State.PENDING).order_by("due_at")
    return list(rows.values_list("subject", "kind"))


def test_a_contact_with_a_seat_is_reminded_discreetly(visit: Appointment, bo: Contact) -> None:
    assert [kind for _subject, kind in owed_to(bo)] == ["catch_up", "due", "due"]
    assert VISIT.skip_reason(ask(bo, visit)) is None
    message = VISIT.message(ask(bo, visit))
    assert message.lines == (
        "Mei has something on Thursday 26 November at 10:30.",
        "You are driving.",
        "Leave at 09:50.",
    )
    assert (message.link, message.answers) == ("", (("yes", "I’ll be there"), ("no", "I can’t")))


def test_a_contacts_cant_frees_the_seat_and_asks_the_others(
    visit: Appointment, bo: Contact, helper: Access, coordinator: Access
) -> None:
    assert VISIT.question(ask(bo, visit)).when == "Thursday at 10:30"
    assert "Somebody else" in VISIT.answer(ask(bo, visit), "no")
    assert Seat.objects.get(appointment=visit).is_empty
    assert owed_to(bo) == []
    news = Reminder.objects.filter(subject="seat", kind=Kind.NEWS, state=State.PENDING)
    asked = {helper.membership.pk, coordinator.membership.pk}
    assert set(news.values_list("membership", flat=True)) == asked
    assert VISIT.skip_reason(ask(bo, visit)) == "not_wanted"


def test_a_contacts_cant_is_heard_though_who_brought_them_may_not_see_the_visit(
    visit: Appointment, bo: Contact, helper: Access, coordinator: Access
) -> None:
    Contact.objects.filter(pk=bo.pk).update(author=helper.membership)
    hide(visit, Audience.CLOSE)
    VISIT.answer(ask(bo, visit), "no")
    rows = Reminder.objects.filter(subject="seat", state=State.PENDING).order_by("kind")
    ana = coordinator.membership.pk
    assert list(rows.values_list("kind", "membership")) == [(Kind.NEWS, ana), (Kind.WANTED, ana)]


def test_a_contact_who_says_that_they_will_be_there_keeps_the_seat(
    visit: Appointment, bo: Contact, coordinator: Access
) -> None:
    before = owed_to(bo)
    assert VISIT.answer(ask(bo, visit), "yes") == "Thank you. You will be there."
    assert Seat.objects.get(appointment=visit).contact == bo
    assert owed_to(bo) == before
    assert VISIT.question(ask(bo, visit)).current == "yes"
    [seat] = selectors.appointment_card(coordinator, visit.pk).seats
    assert (seat.name, seat.is_confirmed) == ("Bo", True)
    with pytest.raises(RuleError):
        VISIT.answer(ask(bo, visit), "lift")


def test_a_contact_is_named_to_who_sees_the_people_and_to_nobody_else(
    visit: Appointment, helper: Access
) -> None:
    apart = replace(helper, levels={**helper.levels, Section.PEOPLE: Level.NONE})
    for access, name in ((helper, "Bo"), (apart, "Somebody from outside")):
        [seat] = selectors.appointment_card(access, visit.pk).seats
        assert seat.name == name
        with pytest.raises(RuleError, match=name):
            services.offer_for_seat(access, visit.pk, DRIVER)


def test_what_a_contact_said_holds_for_the_time_they_were_asked_about(
    visit: Appointment, bo: Contact, coordinator: Access, helper: Access
) -> None:
    VISIT.answer(ask(bo, visit), "yes")
    draft = appointment_draft(when=when(TOMORROW + timedelta(days=3)), travel_minutes=40)
    services.edit_appointment(coordinator, appointment_id=visit.pk, version=1, draft=draft)
    [seat] = selectors.appointment_card(coordinator, visit.pk).seats
    assert not seat.is_confirmed
    visit.refresh_from_db()
    VISIT.answer(ask(bo, visit), "yes")
    services.give_seat_back(coordinator, visit.pk, DRIVER)
    services.fill_seat(coordinator, visit.pk, DRIVER, guest="Kim")
    [seat] = selectors.appointment_card(coordinator, visit.pk).seats
    assert (seat.name, seat.is_confirmed) == ("Kim", False)


def test_a_contact_who_gave_the_seat_back_cannot_have_it_by_the_old_link(
    visit: Appointment, bo: Contact
) -> None:
    VISIT.answer(ask(bo, visit), "no")
    assert VISIT.question(ask(bo, visit)).current == "no"
    with pytest.raises(RuleError, match="not kept for you"):
        VISIT.answer(ask(bo, visit), "yes")
    assert Seat.objects.get(appointment=visit).is_empty


def test_a_contact_who_takes_their_name_out_frees_the_place_and_the_others_are_asked(
    visit: Appointment, bo: Contact, helper: Access, coordinator: Access
) -> None:
    favour = services.favour_of(make_task(coordinator).pk, bo.pk)
    assert favour
    services.forget_contact(favour)
    seat = Seat.objects.get(appointment=visit)
    assert (seat.is_empty, seat.freed) == (True, 1)
    news = Reminder.objects.filter(subject="seat", kind=Kind.NEWS, state=State.PENDING)
    asked = {helper.membership.pk, coordinator.membership.pk}
    assert set(news.values_list("membership", flat=True)) == asked


def test_of_another_circles_visit_a_contact_hears_nothing(bo: Contact, visit: Appointment) -> None:
    Appointment.objects.filter(pk=visit.pk).update(held_until=TOMORROW + timedelta(days=1))
    assert VISIT.skip_reason(ask(bo, visit)) == "no_access"
    other = ask(bo, visit)
    assert VISIT.skip_reason(Ask(other.kind, uuid4(), 0, other.recipient, NOW)) == "no_access"


def test_whoever_is_freed_of_a_place_hears_that_they_need_not_come(
    visit: Appointment, bo: Contact, coordinator: Access, helper: Access
) -> None:
    services.give_seat_back(coordinator, visit.pk, DRIVER)
    assert owed_to(bo) == [("freed_seat", "news")]
    message = FreedSeatSubject().message(ask(bo, visit, Kind.NEWS))
    assert message.subject == "You need not come: Thursday 26 November at 10:30"
    services.offer_for_seat(helper, visit.pk, DRIVER)
    assert FreedSeatSubject().skip_reason(ask(bo, visit, Kind.NEWS)) is None
    services.give_seat_back(helper, visit.pk, DRIVER)  # one's own doing is no news
    assert not Reminder.objects.filter(
        subject="freed_seat", membership=helper.membership, state=State.PENDING
    ).exists()


def test_of_two_who_are_freed_at_once_both_hear_of_it(
    coordinator: Access, helper: Access, bo: Contact
) -> None:
    visit = make_appointment(coordinator, when=THURSDAY, seats=frozenset({DRIVER, COMPANION}))
    services.fill_seat(coordinator, visit.pk, DRIVER, contact=bo)
    services.offer_for_seat(helper, visit.pk, COMPANION)
    services.give_seat_back(coordinator, visit.pk, COMPANION)
    services.give_seat_back(coordinator, visit.pk, DRIVER)
    freed = Reminder.objects.filter(subject="freed_seat", state=State.PENDING)
    assert set(freed.values_list("membership", "contact")) == {
        (helper.membership.pk, None),
        (None, bo.pk),
    }


def test_whoever_is_freed_of_a_task_hears_of_it_unless_they_have_it_again(
    coordinator: Access, helper: Access
) -> None:
    task = make_task(coordinator, "Fetch the wig", due_on=TOMORROW)
    services.claim_task(helper, task.pk)
    services.release_task(coordinator, task.pk)
    row = Reminder.objects.get(subject="freed_task")
    asked = Ask(Kind.NEWS, task.pk, 0, Recipient.member(helper.membership.pk), NOW)
    subject = FreedTaskSubject()
    assert (row.membership_id, subject.skip_reason(asked)) == (helper.membership.pk, None)
    message = subject.message(asked)
    assert message.lines[0] == (
        "What you had taken on (Tuesday 24 November) is not with you any more."
    )
    assert "wig" not in " ".join((message.subject, *message.lines))
    services.claim_task(coordinator, task.pk)  # somebody else has it: still news to them
    row.refresh_from_db()
    assert row.state == State.PENDING
    services.release_task(coordinator, task.pk)
    services.claim_task(helper, task.pk)
    assert subject.skip_reason(asked) == "not_wanted"
