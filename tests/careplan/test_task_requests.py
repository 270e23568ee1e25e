"""Asking somebody to take a task, swapping, limits, and saying thank you."""

from collections.abc import Callable
from datetime import time

import pytest
from django.core.exceptions import PermissionDenied

from apps.careplan import selectors, services
from apps.careplan.kinds import TaskKind
from apps.careplan.models import Task, TaskRequest, TaskThanks
from apps.circles.access import Access
from apps.circles.kinds import Audience, Role
from apps.circles.models import Limits
from apps.circles.services.circles import add_member
from apps.core.errors import AskFirst, RuleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_task, make_timed_task
from tests.careplan.pages import Browser
from tests.people import Cast

Browse = Callable[[str], Browser]


def limit(access: Access, **said: object) -> None:
    Limits.objects.create(membership=access.membership, **said)


def names(members: list[object]) -> list[str]:
    return [str(getattr(member, "name", "")) for member in members]


def test_a_task_changes_hands_when_the_asked_one_says_yes_and_not_before(
    coordinator: Access, helper: Access, browse: Browse
) -> None:
    task = make_task(coordinator)
    services.claim_task(helper, task.pk)
    asked = str(coordinator.membership.pk)
    page = browse("helper").press("task_request", task.pk, asked=asked)
    assert "Ana Ruiz is asked to take it on." in page
    assert Task.objects.get(pk=task.pk).claimed_by == helper.membership
    page = browse("coordinator").open("task_list")
    assert "You are asked" in page
    assert "Jun Cole asks whether you can" in page
    assert "It is yours." in browse("coordinator").press("task_request_yes", task.pk)
    assert Task.objects.get(pk=task.pk).claimed_by == coordinator.membership
    assert "You are asked" not in browse("coordinator").open("task_list")


def test_no_leaves_it_where_it_was_and_another_can_be_asked(
    cast: Cast, coordinator: Access, helper: Access
) -> None:
    add_member(cast.circle, cast.stranger, Role.HELPER, "")
    third = cast.access(cast.stranger)
    task = make_task(coordinator)
    services.claim_task(helper, task.pk)
    for _twice in range(2):
        services.ask_for_task(helper, task.pk, coordinator.membership.pk)
    services.say_no(coordinator, task.pk)
    services.ask_for_task(helper, task.pk, third.membership.pk)
    with pytest.raises(RuleError, match="not asked for this any more"):
        services.say_yes(coordinator, task.pk)
    services.stop_asking(helper, task.pk)
    with pytest.raises(RuleError, match="not asked for this any more"):
        services.say_yes(third, task.pk)
    assert Task.objects.get(pk=task.pk).claimed_by == helper.membership
    statuses = list(TaskRequest.objects.order_by("created_at").values_list("status", flat=True))
    assert statuses == ["refused", "taken_back"]


def test_what_is_done_or_given_back_is_asked_of_nobody_any_more(
    coordinator: Access, helper: Access, patient: Access
) -> None:
    for end in (services.complete_task, services.release_task):
        task = make_task(patient)
        services.claim_task(helper, task.pk)
        services.ask_for_task(helper, task.pk, coordinator.membership.pk)
        end(helper, task.pk)
        assert selectors.asked_of_me(coordinator) == []


def test_somebody_can_be_asked_for_what_nobody_has_and_only_by_who_may(
    coordinator: Access, helper: Access
) -> None:
    task = make_task(coordinator)
    with pytest.raises(PermissionDenied):
        services.ask_for_task(helper, task.pk, coordinator.membership.pk)
    services.ask_for_task(coordinator, task.pk, helper.membership.pk)
    services.say_yes(helper, task.pk)
    with pytest.raises(RuleError, match="Only they can hand it over"):
        services.ask_for_task(coordinator, task.pk, helper.membership.pk)


def test_only_who_may_stop_asking_is_offered_to(
    cast: Cast, coordinator: Access, helper: Access, browse: Browse
) -> None:
    third = add_member(cast.circle, cast.stranger, Role.HELPER, "")
    task = make_task(helper)
    services.ask_for_task(coordinator, task.pk, third.pk)
    assert "Stop asking" not in browse("helper").open("task_detail", task.pk)
    assert "Stop asking" in browse("patient").open("task_detail", task.pk)
    browse("patient").press("task_request_end", task.pk)
    assert TaskRequest.objects.get().status == "taken_back"


def test_nobody_is_asked_for_more_than_they_said_or_for_two_things_at_once(
    cast: Cast, coordinator: Access, helper: Access
) -> None:
    add_member(cast.circle, cast.stranger, Role.HELPER, "")
    third = cast.access(cast.stranger)
    ride = make_timed_task(coordinator, "Drive", kind=TaskKind.RIDE, minutes=60)
    assert names(selectors.could_be_asked(coordinator, ride)) == ["Jun Cole", "Sam Stranger"]
    limit(helper, cannot_drive=True)
    services.claim_task(third, make_timed_task(coordinator, "Cook").pk)
    assert selectors.could_be_asked(coordinator, ride) == []
    with pytest.raises(RuleError, match="cannot be asked just now"):
        services.ask_for_task(coordinator, ride.pk, helper.membership.pk)


def test_neither_the_patient_nor_a_follower_nor_who_may_not_see_it_is_asked(
    coordinator: Access, helper: Access
) -> None:
    task = make_task(coordinator)
    assert names(selectors.could_be_asked(coordinator, task)) == ["Jun Cole"]
    Task.objects.filter(pk=task.pk).update(audience=Audience.CLOSE)
    task.refresh_from_db()
    assert selectors.could_be_asked(coordinator, task) == []


@pytest.mark.parametrize(
    ("said", "begins", "ends", "kind", "sentence"),
    [
        ({"no_nights": True}, time(22), time(23), TaskKind.COMPANY, "You said no nights."),
        ({"cannot_drive": True}, time(12), time(13), TaskKind.RIDE, "You said that you cannot"),
        ({"hours_a_week": 1}, time(12), time(14), TaskKind.MEAL, "more hours in that week"),
    ],
)
def test_who_takes_more_than_they_said_is_told_gently_and_may(
    coordinator: Access,
    helper: Access,
    browse: Browse,
    said: dict[str, object],
    begins: time,
    ends: time,
    kind: TaskKind,
    sentence: str,
) -> None:
    limit(helper, **said)
    task = make_timed_task(coordinator, begins=begins, ends=ends, kind=kind, minutes=120)
    with pytest.raises(AskFirst, match=sentence):
        services.claim_task(helper, task.pk)
    browser = browse("helper")
    page = browser.press("task_claim", task.pk)
    assert sentence in page
    assert "Take it all the same" in page
    assert "It is yours." in browser.press("task_claim", task.pk, knowingly="1")


def test_two_tasks_at_one_time_are_taken_knowingly_or_not_at_all(
    coordinator: Access, helper: Access, browse: Browse
) -> None:
    first, second = (make_timed_task(coordinator, title) for title in ("Cook", "Shop"))
    after = make_timed_task(coordinator, "Walk", begins=time(13), ends=time(14))
    services.claim_task(helper, first.pk)
    services.claim_task(helper, after.pk)
    fragment = browse("helper").swap("tasks", "task_claim", second.pk)
    assert fragment["HX-Redirect"].endswith("?ask=one")
    page = browse("helper").open("task_detail", second.pk, query="?ask=one")
    assert '<div role="alert" tabindex="-1" autofocus>' in page
    assert "autofocus" not in browse("helper").open("task_detail", second.pk)
    with pytest.raises(AskFirst, match="something else on the list at that time"):
        services.claim_task(helper, second.pk)
    assert services.claim_task(helper, second.pk, knowingly=True).takes_overlap


def test_something_hidden_at_the_same_time_does_not_show_and_does_not_lock_up(
    coordinator: Access, helper: Access, browse: Browse
) -> None:
    first, second = (make_timed_task(coordinator, title) for title in ("Cook", "Shop"))
    services.claim_task(helper, first.pk)
    Task.objects.filter(pk=first.pk).update(audience=Audience.ONLY_ME)
    page = browse("helper").press("task_claim", second.pk)
    assert "Take it all the same" in page
    assert "Cook" not in page
    assert "It is yours." in browse("helper").press("task_claim", second.pk, knowingly="1")


def test_thanks_stand_on_the_task_once_a_person(
    coordinator: Access, patient: Access, helper: Access, browse: Browse
) -> None:
    task = make_task(coordinator)
    with pytest.raises(RuleError, match="not done yet"):
        services.thank_for_task(patient, task.pk)
    services.complete_task(helper, task.pk)
    for _twice in range(2):
        thanked = browse("patient").press("task_thanks", task.pk)
    assert "Say thank you" not in thanked
    services.thank_for_task(coordinator, task.pk)
    assert TaskThanks.objects.count() == 2
    page = browse("helper").open("task_detail", task.pk)
    assert "Thank you from Mei Chen and Ana Ruiz" in page
    assert "Say thank you" not in page
    with pytest.raises(PermissionDenied):
        services.thank_for_task(helper, task.pk)


def test_nobody_thanks_themselves(coordinator: Access) -> None:
    task = make_task(coordinator)
    services.complete_task(coordinator, task.pk)
    assert not selectors.task_card(coordinator, task.pk).may_thank
    with pytest.raises(RuleError, match="Well done"):
        services.thank_for_task(coordinator, task.pk)


def test_who_left_neither_asks_nor_is_asked(coordinator: Access, helper: Access) -> None:
    task = make_task(coordinator)
    services.ask_for_task(coordinator, task.pk, helper.membership.pk)
    coordinator.membership.ended_at = NOW
    coordinator.membership.save()
    assert selectors.asked_of_me(helper) == []
