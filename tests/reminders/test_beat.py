"""Signs of life, and what a tick asks for."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from time_machine import Traveller

from apps.core import health
from apps.reminders import services, tasks
from apps.reminders.models import Heartbeat
from apps.reminders.services.sending import BATCH
from apps.reminders.subjects import Occasion
from tests.reminders.conftest import NOON, WEEK_BEFORE, Sink

pytestmark = pytest.mark.django_db


def test_the_site_is_not_ready_without_a_tick(clock: Traveller) -> None:
    assert health.readiness()["beat"] is False
    services.tick()
    assert health.readiness()["beat"] is True


def test_a_beat_that_fell_silent_is_noticed(clock: Traveller) -> None:
    services.tick()
    clock.shift(timedelta(seconds=30))
    assert health.readiness()["beat"] is True
    clock.shift(timedelta(seconds=1))
    assert health.readiness()["beat"] is False


def test_two_beats_leave_one_sign() -> None:
    services.tick()
    services.tick()
    assert Heartbeat.objects.count() == 1


def test_a_tick_asks_for_as_many_hands_as_there_is_work(
    visit: Callable[..., Occasion], clock: Traveller
) -> None:
    for _ in range(BATCH // 2 + 1):  # for two people each
        services.plan(visit(subject_id=uuid4()))
    assert services.tick() == 0
    clock.move_to(NOON + timedelta(days=2, hours=6))
    assert services.tick() == 2


def test_a_tick_sends_though_nobody_takes_up_its_calls(
    planned: Occasion, sink: Sink, clock: Traveller
) -> None:
    """No worker listens to the broker of the tests."""
    clock.move_to(WEEK_BEFORE)
    tasks.tick()
    assert len(sink.arrived) == len(planned.recipients)


def test_a_tick_costs_a_glance(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        services.tick()
