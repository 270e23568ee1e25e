"""One person is asked for a task, and says yes or no from the message: by the link, or by text."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from time_machine import Traveller

from apps.careplan import services as careplan
from apps.careplan.models import Task, TaskRequest
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Membership
from apps.reminders.models import Preference, Reminder
from apps.reminders.services.answers import link_for
from tests.careplan.drafts import hours, make_timed_task, task_draft
from tests.people import Cast
from tests.reminders.conftest import NOON, SendDue
from tests.reminders.gateways import HERS, Texts, write, written_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]
DAY = (NOON + timedelta(days=9)).date()
Press = Callable[[str], Any]


@pytest.fixture
def coordinator(clock: Traveller, cast: Cast) -> Access:
    return cast.access(cast.coordinator)


@pytest.fixture
def helper(clock: Traveller, cast: Cast) -> Access:
    return cast.access(cast.helper)


@pytest.fixture
def asked(
    coordinator: Access,
    helper: Access,
    cast: Cast,
    clock: Traveller,
    texts: Texts,
    never_quiet: None,
    send_due: SendDue,
) -> Task:
    """Jun was texted that Ana asks him to cook."""
    cast.helper.phone = HERS
    cast.helper.save()
    Preference.objects.filter(user=cast.helper).update(channels=["sms"])
    task = make_timed_task(coordinator, "Cook for Mei", day=DAY)
    careplan.ask_for_task(coordinator, task.pk, helper.membership.pk)
    clock.shift(timedelta(minutes=3))
    send_due()
    [text] = texts.to(HERS)
    assert "something on for Thursday 10 December at 12:00." in text
    assert "Reply 1: I'll do it. 2: I can't." in text
    assert "Cook" not in text
    return task


@pytest.fixture
def press(asked: Task) -> Press:
    """A button behind the link, signed out."""
    link = urlsplit(link_for(Reminder.objects.get(subject="task_request"))).path
    return lambda code: Client().post(link, {"answer": code})


def holder(task: Task) -> Membership | None:
    task.refresh_from_db()
    return task.claimed_by


def test_yes_by_the_link_takes_it_and_can_be_changed(
    asked: Task, press: Press, helper: Access
) -> None:
    for _twice in range(2):
        assert "Thank you. It is yours." in press("yes").content.decode()
        assert holder(asked) == helper.membership
    assert "That is fine." in press("no").content.decode()
    assert holder(asked) is None
    assert "It is yours." in press("yes").content.decode()
    assert holder(asked) == helper.membership


def test_no_by_the_link_leaves_it_and_yes_after_all_still_counts(
    asked: Task, press: Press, helper: Access
) -> None:
    for _twice in range(2):
        assert "That is fine." in press("no").content.decode()
    assert TaskRequest.objects.get().status == "refused"
    press("yes")
    assert holder(asked) == helper.membership


@pytest.mark.parametrize(("words", "takes"), [("1", True), ("Yes", True), ("2", False)])
def test_the_numbers_and_words_of_a_text_do_the_same(
    asked: Task, helper: Access, words: str, takes: bool
) -> None:
    write(words)
    assert holder(asked) == (helper.membership if takes else None)
    assert written_back()[0].startswith("Thursday 10 December at 12:00: Tha")


def test_opening_the_link_answers_nothing(asked: Task, press: Press) -> None:
    link = urlsplit(link_for(Reminder.objects.get(subject="task_request"))).path
    page = Client().get(f"{link}?say=yes").content.decode()
    assert "Thursday 10 December at 12:00" in page
    assert "Cook" not in page
    assert holder(asked) is None


def test_whoever_is_second_hears_kindly_who_was_faster(
    asked: Task, press: Press, coordinator: Access
) -> None:
    careplan.claim_task(coordinator, asked.pk)
    answered = press("yes")
    assert answered.status_code == 422
    assert "You are not asked for this any more. Thank you" in answered.content.decode()
    assert holder(asked) == coordinator.membership
    write("1")
    assert holder(asked) == coordinator.membership
    assert "not asked for this any more" in written_back()[-1]


def test_a_task_that_moved_is_asked_for_anew_and_not_taken_by_the_old_message(
    asked: Task,
    press: Press,
    coordinator: Access,
    helper: Access,
    clock: Traveller,
    texts: Texts,
    send_due: SendDue,
) -> None:
    day = DAY + timedelta(days=1)
    draft = task_draft("Cook for Mei", due_on=day, hours=hours(time(12), time(13), day))
    careplan.edit_task(coordinator, task_id=asked.pk, version=1, draft=draft)
    assert press("yes").status_code == 410
    write("1")
    assert "It is now: Friday 11 December at 12:00." in written_back()[-1]
    assert holder(asked) is None
    clock.shift(timedelta(minutes=3))
    send_due()
    assert "something on for Friday 11 December at 12:00." in texts.to(HERS)[-1]
    write("1")
    assert holder(asked) == helper.membership


def test_what_speaks_against_it_is_said_and_asked_behind_sign_in(
    asked: Task, press: Press, coordinator: Access, helper: Access
) -> None:
    other = make_timed_task(coordinator, "Drive", day=DAY)
    careplan.claim_task(helper, other.pk)
    answered = press("yes")
    assert answered.status_code == 422
    assert "something else on the list at that time" in answered.content.decode()
    assert "Then sign in" in answered.content.decode()
    assert holder(asked) is None


def test_who_may_not_take_part_any_more_takes_nothing(
    asked: Task, press: Press, helper: Access
) -> None:
    place = helper.membership
    place.levels |= {Section.TASKS.value: int(Level.SEE)}
    place.save()
    assert "Sign in to answer." in press("yes").content.decode()
    place.ended_at = NOON
    place.save()
    assert press("yes").status_code == 404
    assert holder(asked) is None
