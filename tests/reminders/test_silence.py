"""A paused or closed circle sends nothing, also what was planned before; whoever wished keeps the visits."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from apps.circles import services as circles
from apps.circles.kinds import Closing
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import TWO_HOURS_BEFORE, WEEK_BEFORE, SendDue, Sink, reasons

pytestmark = pytest.mark.django_db


def test_a_paused_circle_sends_nothing_and_says_why(
    planned: Occasion, cast: Cast, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    circles.pause_circle(cast.access(cast.patient), until=None, keep_visits_to_me=False)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert sink.taken == []
    assert "paused" in reasons()


def test_whoever_paused_it_can_keep_the_reminders_of_visits(
    planned: Occasion, cast: Cast, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    circles.pause_circle(cast.access(cast.patient), until=None, keep_visits_to_me=True)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert {recipient for recipient, _message in sink.taken} == {cast.patient.email}


def test_after_the_pause_messages_go_out_again_and_nothing_is_sent_late(
    planned: Occasion, cast: Cast, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    until = WEEK_BEFORE + timedelta(hours=1)
    circles.pause_circle(cast.access(cast.patient), until=until, keep_visits_to_me=False)
    clock.move_to(WEEK_BEFORE)
    send_due()
    clock.move_to(until)
    send_due()
    assert sink.taken == []
    clock.move_to(TWO_HOURS_BEFORE)
    send_due()
    assert cast.patient.email in {recipient for recipient, _message in sink.taken}


def test_a_closed_circle_sends_nothing_more(
    planned: Occasion, cast: Cast, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    circles.close_circle(cast.access(cast.coordinator), Closing.DIED)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert sink.taken == []
    assert "closed" in reasons()
