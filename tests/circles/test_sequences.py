"""Random histories of a circle against a small oracle: after each step everyone reaches what they should."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.models import User
from apps.circles import rules, services
from apps.circles.access import open_circle
from apps.circles.kinds import Closing, Level, Role, Section
from apps.circles.models import Membership
from apps.core.errors import RuleError
from tests.histories import new, same
from tests.people import Cast, make_cast

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
PEOPLE = ("coordinator", "helper", "follower", "stranger")
SECTIONS = (Section.PLAN, Section.TASKS, Section.PEOPLE)
REFUSALS = (RuleError, PermissionDenied, Http404)


@dataclass(frozen=True)
class Held:
    """What somebody was given."""

    role: Role
    levels: dict[Section, Level]
    ends: date | None = None


@dataclass
class Oracle:
    """Who should reach what, by the words of the documents and nothing else."""

    today: date
    held: dict[str, Held] = field(default_factory=dict)
    is_closed: bool = False

    def level(self, who: str, section: Section) -> Level | None:
        """None: there is no such circle for them."""
        mine = self.held.get(who)
        if mine is None or (mine.ends and self.today > mine.ends):
            return None
        return min(mine.levels[section], Level.SEE) if self.is_closed else mine.levels[section]

    def give(self, who: str, role: Role) -> None:
        self.held[who] = Held(role, rules.default_levels(role))

    def change(self, who: str, **what: Any) -> None:
        self.held[who] = replace(self.held[who], **what)


@dataclass
class World:
    """The circle as it is, changed only through services, by the patient unless said otherwise."""

    cast: Cast
    oracle: Oracle
    clock: time_machine.Traveller

    def user(self, who: str) -> User:
        user: User = getattr(self.cast, who)
        return user

    def patient(self) -> Any:
        return open_circle(self.cast.patient, self.cast.circle.pk)

    def latest(self, who: str) -> Membership:
        rows = Membership.objects.filter(circle=self.cast.circle, user=self.user(who))
        row = rows.order_by("-created_at").first()
        if row is None:
            raise Http404
        return row

    def invite(self, who: str, role: Role) -> None:
        invitation = services.invite(
            self.patient(), invitation_id=uuid4(), name="Somebody", role=role
        )
        services.accept_invitation(self.user(who), invitation)
        self.oracle.give(who, role)

    def set_level(self, who: str, section: Section, level: Level) -> None:
        row = self.latest(who)
        levels = row.place.levels | {section: level}
        wanted = replace(row.place, levels=levels)
        services.change_place(self.patient(), row.pk, version=row.version, wanted=wanted)
        self.oracle.change(who, levels=self.oracle.held[who].levels | {section: level})

    def end_in(self, who: str, days: int) -> None:
        row = self.latest(who)
        ends = self.oracle.today + timedelta(days=days)
        wanted = replace(row.place, ends_on=ends)
        services.change_place(self.patient(), row.pk, version=row.version, wanted=wanted)
        self.oracle.change(who, ends=ends)

    def remove(self, who: str) -> None:
        services.remove_member(self.patient(), self.latest(who).pk, tell=False)
        del self.oracle.held[who]

    def bring_back(self, who: str) -> None:
        row = self.latest(who)
        services.bring_back(self.patient(), row.pk)
        self.oracle.held[who] = Held(Role(row.role), dict(row.place.levels))

    def hand_over(self, who: str) -> None:
        giver = open_circle(self.cast.coordinator, self.cast.circle.pk)
        services.offer_handover(giver, self.latest(who).pk)
        services.accept_handover(open_circle(self.user(who), self.cast.circle.pk))
        hers, theirs = self.oracle.held["coordinator"], self.oracle.held[who]
        reach = {s: max(level, theirs.levels[s]) for s, level in hers.levels.items()}
        left = {s: min(hers.levels[s], x) for s, x in rules.default_levels(Role.HELPER).items()}
        self.oracle.change(who, role=Role.COORDINATOR, levels=reach)
        self.oracle.change("coordinator", role=Role.HELPER, levels=left)

    def pause(self) -> None:
        services.pause_circle(self.patient(), until=None, keep_visits_to_me=False)

    def close(self) -> None:
        services.close_circle(self.patient(), Closing.ENDED)
        self.oracle.is_closed = True

    def reopen(self) -> None:
        services.reopen_circle(self.patient())
        self.oracle.is_closed = False

    def sleep(self, days: int) -> None:
        self.oracle.today += timedelta(days=days)
        self.clock.shift(timedelta(days=days))

    def reached(self, who: str) -> dict[Section, Level | None]:
        try:
            access = open_circle(self.user(who), self.cast.circle.pk)
        except Http404:
            return dict.fromkeys(SECTIONS)
        return {section: access.levels[section] for section in SECTIONS}


who = st.sampled_from(PEOPLE)
giving = st.sampled_from([Role.COORDINATOR, Role.HELPER, Role.FOLLOWER])
levels = st.sampled_from([Level.NONE, Level.SEE, Level.EDIT])
steps = st.one_of(
    st.tuples(st.just("invite"), who, giving),
    st.tuples(st.just("set_level"), who, st.sampled_from(SECTIONS), levels),
    st.tuples(st.just("end_in"), who, st.integers(0, 3)),
    st.tuples(st.just("remove"), who),
    st.tuples(st.just("bring_back"), who),
    st.tuples(st.just("hand_over"), st.sampled_from(PEOPLE[1:])),
    st.tuples(st.just("sleep"), st.integers(1, 3)),
    st.sampled_from([("pause",), ("close",), ("reopen",)]),
)


@contextmanager
def world() -> Iterator[World]:
    """A new circle, gone afterwards."""
    with time_machine.travel(NOON, tick=False) as clock, transaction.atomic():
        made = World(make_cast(), Oracle(NOON.date()), clock)
        for name, role in zip(PEOPLE, (Role.COORDINATOR, Role.HELPER, Role.FOLLOWER), strict=False):
            made.oracle.give(name, role)
        yield made
        transaction.set_rollback(True)


@pytest.mark.long
@pytest.mark.django_db
@same(20)
@given(history=st.lists(steps, min_size=3, max_size=12))
def test_after_any_history_everyone_reaches_what_they_should(
    history: list[tuple[Any, ...]],
) -> None:
    live_through(history)


@pytest.mark.soak
@pytest.mark.django_db
@new(500)
@given(history=st.lists(steps, min_size=3, max_size=12))
def test_after_histories_nobody_tried_yet_too(history: list[tuple[Any, ...]]) -> None:
    live_through(history)


def live_through(history: list[tuple[Any, ...]]) -> None:
    with world() as here:
        for name, *arguments in history:
            with suppress(*REFUSALS), transaction.atomic():
                getattr(here, name)(*arguments)
            wrong = {
                (who, section): (got, should)
                for who in PEOPLE
                for section, got in here.reached(who).items()
                if got != (should := here.oracle.level(who, section))
            }
            assert wrong == {}, (name, arguments)
