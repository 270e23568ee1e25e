"""Two presses about tasks at once, each in a transaction of its own."""

from functools import partial
from uuid import uuid4

import pytest

from apps.careplan import services
from apps.careplan.kinds import RequestStatus, TaskStatus, Unit
from apps.careplan.models import Task, TaskRequest, TaskSeries
from apps.careplan.rules import Repeat, Shows
from apps.core.errors import AskFirst, RuleError
from tests.careplan.conftest import Told
from tests.careplan.drafts import TOMORROW, make_task, make_timed_task, task_draft
from tests.careplan.test_races import at_once, people

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def test_one_person_does_not_slip_into_two_tasks_for_the_same_hour(told: Told) -> None:
    _patient, coordinator, helper = people()
    for _round in range(ROUNDS):
        one, other = (make_timed_task(coordinator, title) for title in ("Cook", "Shop"))
        results = at_once(
            lambda pk=one.pk: services.claim_task(helper, pk),
            lambda pk=other.pk: services.claim_task(helper, pk),
        )
        assert [isinstance(result, AskFirst) for result in results].count(True) == 1
        held = Task.objects.filter(pk__in=[one.pk, other.pk], claimed_by=helper.membership)
        assert held.count() == 1
        held.update(claimed_by=None, claimed_at=None)


def test_a_task_claimed_as_it_goes_off_the_list_ends_in_one_state(told: Told) -> None:
    _patient, coordinator, helper = people()
    for _round in range(ROUNDS):
        task = make_task(coordinator)
        claimed, withdrawn = at_once(
            lambda pk=task.pk: services.claim_task(helper, pk),
            lambda pk=task.pk: services.withdraw_task(coordinator, pk),
        )
        assert isinstance(withdrawn, Task)
        task.refresh_from_db()
        assert task.status == TaskStatus.WITHDRAWN
        if isinstance(claimed, RuleError):
            assert claimed.message == "This task was taken off the list."
            assert task.claimed_by is None


def test_yes_and_taking_it_back_at_once_leave_the_task_with_one_of_both(told: Told) -> None:
    _patient, coordinator, helper = people()
    for _round in range(ROUNDS):
        task = make_task(coordinator)
        services.claim_task(helper, task.pk)
        services.ask_for_task(helper, task.pk, coordinator.membership.pk)
        yes, _stopped = at_once(
            lambda pk=task.pk: services.say_yes(coordinator, pk),
            lambda pk=task.pk: services.stop_asking(helper, pk),
        )
        task.refresh_from_db()
        request = TaskRequest.objects.get(task=task)
        if isinstance(yes, RuleError):
            assert task.claimed_by == helper.membership
            assert request.status == RequestStatus.TAKEN_BACK
        else:
            assert task.claimed_by == coordinator.membership
            assert request.status == RequestStatus.ACCEPTED


def test_a_double_tap_makes_one_series(told: Told) -> None:
    _patient, coordinator, _helper = people()
    once, draft = uuid4(), task_draft(due_on=TOMORROW)

    def add() -> list[Task]:
        repeat = Repeat(Unit.WEEK, 1, 4)
        return services.add_series(coordinator, series_id=once, draft=draft, repeat=repeat)

    one, other = at_once(add, add)
    assert one == other
    assert (TaskSeries.objects.count(), Task.objects.count()) == (1, 4)


def test_of_two_neighbours_with_one_link_one_has_the_task(told: Told) -> None:
    _patient, coordinator, _helper = people()
    for _round in range(ROUNDS):
        task = make_task(coordinator)
        link = services.offer_by_link(coordinator, task.pk, Shows.usual())
        token = services.address_of(link).rstrip("/").rpartition("/")[2]
        offer = services.find_offer(token)
        assert offer
        results = at_once(
            partial(services.take_by_link, offer, neighbour("Paul")),
            partial(services.take_by_link, offer, neighbour("Nia")),
        )
        errors = [result for result in results if isinstance(result, RuleError)]
        assert [error.message for error in errors] == [
            "Somebody was a moment faster. Thank you for offering."
        ]
        task.refresh_from_db()
        assert task.claimed_contact


def neighbour(name: str) -> services.Person:
    return services.Person(name, f"{name.lower()}@example.org", "", "en", "")


def test_yes_from_a_message_and_somebody_else_at_once_leave_it_with_one_of_both(told: Told) -> None:
    patient, coordinator, helper = people()
    for _round in range(ROUNDS):
        task = make_task(coordinator)
        request = services.ask_for_task(coordinator, task.pk, helper.membership.pk)
        results = at_once(
            lambda pk=request.pk: services.take_as_asked(helper, pk),
            lambda pk=request.pk: services.take_as_asked(helper, pk),
            lambda pk=task.pk: services.claim_task(patient, pk),
        )
        task.refresh_from_db()
        is_helpers = task.claimed_by == helper.membership
        assert [isinstance(result, RuleError) for result in results] == (
            [False, False, True] if is_helpers else [True, True, False]
        )
