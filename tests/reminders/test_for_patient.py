"""A patient without a phone: whoever is named for it gets what she would, as far as they may see it themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from time_machine import Traveller

from apps.careplan import services as careplan
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Task
from apps.careplan.rules import WatchDraft
from apps.circles.access import Access
from apps.circles.kinds import Audience, Level, Role, Section
from apps.circles.models import Membership
from apps.circles.services.circles import add_member
from apps.reminders.models import Reminder
from apps.reminders.rules import DAY
from tests.careplan.drafts import make_appointment, make_task, when
from tests.careplan.medicines import make_medicine
from tests.people import Cast
from tests.reminders.conftest import NOON, SendDue, Sink

pytestmark = pytest.mark.django_db
IN_THREE_DAYS = (NOON + timedelta(days=3)).date()
EVENING_BEFORE = NOON + timedelta(days=2, hours=6)
DRIVER = SeatKind.DRIVER
Name = Callable[[str], None]


@pytest.fixture
def coordinator(clock: Traveller, cast: Cast, never_quiet: None) -> Access:
    return cast.access(cast.coordinator)


@pytest.fixture
def jun(coordinator: Access, cast: Cast) -> Membership:
    return cast.access(cast.helper).membership


@pytest.fixture
def name(cast: Cast, client_for: Callable[..., Client], coordinator: Access) -> Name:
    """Choose on the circle's page who gets hers; an empty one for nobody."""

    def choose(member: str) -> None:
        form = {"hours_appointment": [DAY], "hours_task": [DAY, 0], "for_patient": member}
        url = f"/c/{cast.circle.pk}/people/reminders/"
        assert client_for(cast.coordinator).post(url, form).status_code == 302

    return choose


@pytest.fixture
def told(cast: Cast, clock: Traveller, sink: Sink, send_due: SendDue) -> Callable[..., list[str]]:
    """What Jun is sent by then, subject and text."""

    def wait(until: object = EVENING_BEFORE) -> list[str]:
        clock.move_to(until)
        send_due()
        found = []
        for mail in sink.to(cast.helper.email):
            body = mail.get_body(("plain",))
            assert body is not None
            found.append(f"{mail['Subject']}\n{body.get_content()}")
        return found

    return wait


@pytest.mark.parametrize("is_named", [True, False])
def test_of_a_visit_they_hear_who_comes_along_and_when_to_leave(
    coordinator: Access, jun: Membership, name: Name, told: Callable[..., list[str]], is_named: bool
) -> None:
    visit = make_appointment(coordinator, when=when(IN_THREE_DAYS), travel_minutes=40)
    careplan.offer_for_seat(coordinator, visit.pk, DRIVER)
    name(str(jun.pk) if is_named else "")
    due = [mail for mail in told() if mail.startswith("Coming up")]
    assert len(due) == is_named
    for mail in due:
        assert "Mei has something on Friday 4 December at 10:30." in mail
        assert "Ana Ruiz is driving." in mail
        assert "Leave at 09:50." in mail


def test_who_comes_instead_is_told_to_them_as_to_her(
    cast: Cast, coordinator: Access, jun: Membership, name: Name, told: Callable[..., list[str]]
) -> None:
    name(str(jun.pk))
    add_member(cast.circle, cast.stranger, Role.HELPER, "")
    visit = make_appointment(coordinator, when=when(IN_THREE_DAYS))
    careplan.offer_for_seat(coordinator, visit.pk, DRIVER)
    careplan.give_seat_back(coordinator, visit.pk, DRIVER)
    careplan.offer_for_seat(cast.access(cast.stranger), visit.pk, DRIVER)
    [mail] = [m for m in told(NOON + timedelta(hours=1)) if m.startswith("Who comes along")]
    assert f"{cast.stranger.name} is driving on Friday 4 December at 10:30." in mail


def test_where_nobody_coordinates_they_hear_with_her_that_somebody_is_needed(
    cast: Cast, coordinator: Access, jun: Membership, name: Name, told: Callable[..., list[str]]
) -> None:
    name(str(jun.pk))
    Membership.objects.filter(pk=coordinator.membership.pk).update(ended_at=NOON)
    patient = cast.access(cast.patient)
    make_appointment(patient, when=when(IN_THREE_DAYS))
    make_task(patient, "Secret errand", due_on=IN_THREE_DAYS)
    subjects = {mail.partition(":")[0] for mail in told(NOON + timedelta(days=2, hours=8))}
    assert {"Somebody is needed", "Nobody has this yet"} <= subjects


def test_of_a_task_of_hers_they_hear_as_she_does_and_answer_nothing_for_her(
    cast: Cast, coordinator: Access, jun: Membership, name: Name, told: Callable[..., list[str]]
) -> None:
    task = make_task(coordinator, "Secret errand", due_on=IN_THREE_DAYS)
    careplan.claim_task(cast.access(cast.patient), task.pk)
    name(str(jun.pk))
    [mail] = told()
    assert mail.startswith("Coming up: Friday 4 December\nMei took something on for Friday 4 Dec")
    assert "It is done" not in mail
    assert "Secret" not in mail
    careplan.release_task(coordinator, task.pk)
    freed = told(EVENING_BEFORE + timedelta(minutes=5))[-1]
    assert freed.startswith("Not with Mei any more: Friday 4 December\nWhat Mei had taken on")


@pytest.mark.parametrize("why", ["close", "not named any more", "level"])
def test_what_they_may_not_see_or_are_not_named_for_is_not_told(
    cast: Cast,
    coordinator: Access,
    jun: Membership,
    name: Name,
    told: Callable[..., list[str]],
    why: str,
) -> None:
    name(str(jun.pk))
    task = make_task(coordinator, "Secret errand", due_on=IN_THREE_DAYS)
    careplan.claim_task(cast.access(cast.patient), task.pk)
    assert Reminder.objects.open().filter(subject="task", membership=jun).count() == 2
    if why == "close":
        Task.objects.update(audience=Audience.CLOSE)
    elif why == "level":
        set_level(jun, Section.TASKS, Level.NONE)
    else:
        name("")
        assert not Reminder.objects.open().filter(subject="task", membership=jun).exists()
    assert told() == []


@pytest.mark.parametrize("level", [Level.NONE, Level.SEE])
def test_of_her_doses_they_hear_only_if_they_may_see_her_medicines(
    cast: Cast,
    coordinator: Access,
    jun: Membership,
    name: Name,
    told: Callable[..., list[str]],
    level: Level,
) -> None:
    set_level(jun, Section.MEDICINES, level)
    name(str(jun.pk))
    hers = cast.access(cast.patient).membership.pk
    medicine = make_medicine(coordinator)
    watch = WatchDraft(frozenset({hers}), frozenset(), 90)
    careplan.set_watches(coordinator, medicine_id=medicine.pk, version=1, draft=watch)
    sent = told(NOON + timedelta(hours=20, minutes=1))
    assert len(sent) == (level == Level.SEE)
    for mail in sent:
        assert "Something in Mei’s list is due at 08:00." in mail


def set_level(member: Membership, section: Section, level: Level) -> None:
    member.levels = {**member.levels, section.value: int(level)}
    member.save()
