"""What somebody has room for: the rules as tables, and who may know how much of it."""

from datetime import UTC, datetime, time
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.circles import rules, selectors
from apps.circles.access import as_seen_by, open_circle
from apps.circles.models import FreeTime, Limits, OwnNotes
from apps.circles.rules import Capacity, Fit, Window
from apps.circles.services import own_side
from apps.circles.services.own_side import LimitsDraft
from tests.people import Cast

SECRET = "Secret: my back hurts"
SAID = LimitsDraft(
    cannot_drive=True, no_nights=True, hours_a_week=4, in_own_words=SECRET, is_shared=False
)
SHARED = LimitsDraft(
    cannot_drive=True, no_nights=True, hours_a_week=4, in_own_words=SECRET, is_shared=True
)
THURSDAY = Window(3, time(14), time(18))


def at(clock: str, day: int = 26) -> datetime:
    """That time in London in November 2026; the 26th is a Thursday."""
    return datetime(2026, 11, day, int(clock[:2]), int(clock[3:]), tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "begins", "ends", "drives", "expected"),
    [
        ({}, "15:00", "16:00", True, Fit.NOT_SAID),
        ({"cannot_drive": True}, "15:00", "16:00", True, Fit.NO),
        ({"cannot_drive": True}, "15:00", "16:00", False, Fit.NOT_SAID),
        ({"no_nights": True}, "15:00", "22:00", False, Fit.NOT_SAID),
        ({"no_nights": True}, "15:00", "22:01", False, Fit.NO),
        ({"no_nights": True}, "06:59", "08:00", False, Fit.NO),
        ({"no_nights": True}, "07:00", "08:00", False, Fit.NOT_SAID),
        ({"windows": (THURSDAY,)}, "14:00", "18:00", False, Fit.YES),
        ({"windows": (THURSDAY,)}, "13:59", "15:00", False, Fit.NOT_SAID),
        ({"windows": (THURSDAY,), "cannot_drive": True}, "15:00", "16:00", True, Fit.NO),
        ({"windows": (Window(2, time(14), time(18)),)}, "15:00", "16:00", False, Fit.NOT_SAID),
    ],
)
def test_whether_something_suits_goes_by_what_was_said(
    said: dict[str, object], begins: str, ends: str, drives: bool, expected: Fit
) -> None:
    capacity = Capacity(zone="Europe/London", **said)  # type: ignore[arg-type]
    assert rules.fit(capacity, at(begins), at(ends), drives=drives) == expected


def test_a_night_is_the_persons_own() -> None:
    """Three in the afternoon in London is eleven at night in Shanghai."""
    far = Capacity(
        zone="Asia/Shanghai", no_nights=True, windows=(Window(3, time(20), time(23, 59)),)
    )
    assert rules.fit(far, at("15:00"), at("15:30")) == Fit.NO
    assert rules.fit(far, at("12:30"), at("13:00")) == Fit.YES


def test_a_whole_night_through_touches_the_night() -> None:
    capacity = Capacity(zone="Europe/London", no_nights=True)
    assert rules.fit(capacity, at("21:00"), at("09:00", day=27)) == Fit.NO


@pytest.mark.parametrize(
    ("hours", "taken", "more", "expected"),
    [
        (None, 90, 5, True),
        (4, 3, 0, True),
        (4, 4, 0, False),
        (4, 3, 1, True),
        (4, 3, 2, False),
        (0, 0, 0, False),
    ],
)
def test_hours_a_week_hold_no_more_than_was_said(
    hours: int | None, taken: float, more: float, expected: bool
) -> None:
    capacity = Capacity(zone="Europe/London", hours_a_week=hours)
    assert rules.has_room(capacity, taken, more) is expected


def say(cast: Cast, draft: LimitsDraft) -> None:
    helper = cast.access(cast.helper)
    own_side.save_own_limits(helper, draft)
    own_side.save_own_notes(helper, text=SECRET, version=0)
    own_side.add_free_time(helper, free_time_id=uuid4(), window=THURSDAY)


def known_to(cast: Cast, reader: str) -> Capacity:
    access = cast.access(cast.people()[reader])
    helper = cast.access(cast.helper).membership
    return selectors.capacity_of(access, [helper])[helper.pk]


@pytest.mark.parametrize("reader", ["patient", "follower"])
def test_limits_that_are_not_shared_look_to_others_as_if_nothing_was_said(
    cast: Cast, reader: str
) -> None:
    say(cast, SAID)
    assert known_to(cast, reader) == Capacity(zone="Europe/London")


def test_a_coordinator_sees_what_helps_planning_and_no_own_words(cast: Cast) -> None:
    say(cast, SAID)
    known = known_to(cast, "coordinator")
    assert (known.cannot_drive, known.no_nights, known.hours_a_week) == (True, True, 4)
    assert known.windows == (THURSDAY,)
    assert known.in_own_words == ""


@pytest.mark.parametrize(
    ("reader", "words"), [("patient", SECRET), ("coordinator", SECRET), ("follower", "")]
)
def test_shared_limits_reach_the_patient_and_coordinators_and_nobody_else(
    cast: Cast, reader: str, words: str
) -> None:
    say(cast, SHARED)
    assert known_to(cast, reader).in_own_words == words


@pytest.mark.parametrize("eyes", ["coordinator", "helper"])
def test_the_patient_learns_no_limits_by_looking_through_anothers_eyes(
    cast: Cast, eyes: str
) -> None:
    say(cast, SAID)
    patient, helper = cast.access(cast.patient), cast.access(cast.helper).membership
    looking = as_seen_by(patient, cast.access(cast.people()[eyes]).membership.pk)
    assert looking
    known = selectors.capacity_of(looking, [helper])[helper.pk]
    assert known == Capacity(zone="Europe/London")


def test_capacity_is_asked_of_ones_own_circle_alone(cast: Cast) -> None:
    say(cast, SHARED)
    helper = cast.access(cast.helper).membership
    assert selectors.capacity_of(open_circle(cast.other, cast.other_circle.pk), [helper]) == {}


def test_capacity_takes_two_queries_whatever_the_number_of_members(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    say(cast, SAID)
    access = cast.access(cast.coordinator)
    members = selectors.current_members(access)
    with django_assert_num_queries(2):
        assert len(selectors.capacity_of(access, members)) == len(members) == 4


def test_nothing_of_ones_own_side_is_left_once_it_is_forgotten(cast: Cast) -> None:
    say(cast, SHARED)
    own_side.forget_own_side(cast.access(cast.helper).membership.pk)
    assert not OwnNotes.objects.exists()
    assert not Limits.objects.exists()
    assert not FreeTime.objects.exists()
