"""Random edits of visits, seats, memberships, wishes and time against the small oracle beside this file."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import example, given
from hypothesis import strategies as st

from apps.accounts.models import User
from apps.careplan import selectors as plans
from apps.careplan import services as careplan
from apps.careplan.kinds import SeatKind
from apps.careplan.rules import When
from apps.circles import services as circles
from apps.circles.access import Access, open_circle
from apps.circles.models import Membership
from apps.core.errors import RuleError
from apps.reminders import services
from apps.reminders.channels import Letter
from apps.reminders.channels.email import EmailChannel
from apps.reminders.kinds import Kind
from apps.reminders.models import Reminder
from apps.reminders.rules import Muted
from apps.reminders.services.letters import message_id
from tests.careplan.drafts import appointment_draft
from tests.histories import new, same
from tests.people import Cast, make_cast
from tests.reminders.oracle import Oracle, Person, Said, Visit

EVE = datetime(2027, 3, 26, 12, tzinfo=UTC)  # two days before the clocks go forward in London
ZONES = {
    "patient": "Europe/London",
    "coordinator": "Asia/Kathmandu",  # five and three quarters of an hour ahead
    "helper": "America/New_York",
}
REFUSALS = (RuleError, PermissionDenied, Http404)
VISITS = 3


@dataclass
class World:
    """A circle as it is, changed through services only; what it says goes to the oracle as it leaves."""

    cast: Cast
    oracle: Oracle
    clock: time_machine.Traveller
    visits: list[UUID]
    wrong: list[object]

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def user(self, who: str) -> User:
        return self.cast.people()[who]

    def access(self, who: str) -> Access:
        return open_circle(self.user(who), self.cast.circle.pk)

    def add(self, hours: int, by: str) -> None:
        if len(self.visits) == VISITS:
            return
        start = self.now + timedelta(hours=hours)
        draft = appointment_draft(when=When(start, True, ZONES["patient"]))
        added = careplan.add_appointment(self.access(by), appointment_id=uuid4(), draft=draft)
        self.visits.append(added.pk)
        self.oracle.visits.append(Visit(start))
        self.oracle.change_visit(len(self.visits) - 1, self.now, by)

    def move(self, number: int, hours: int, by: str) -> None:
        access, start = self.access(by), self.now + timedelta(hours=hours)
        row = plans.appointment(access, self.visits[number])
        draft = replace(
            plans.draft_of_appointment(access, row), when=When(start, True, ZONES["patient"])
        )
        careplan.edit_appointment(access, appointment_id=row.pk, version=row.version, draft=draft)
        if start != row.starts_at:
            self.oracle.change_visit(number, self.now, by, start=start)

    def cancel(self, number: int, by: str) -> None:
        careplan.cancel_appointment(self.access(by), self.visits[number])
        if self.oracle.visits[number].is_on:
            self.oracle.change_visit(number, self.now, by, is_on=False)

    def restore(self, number: int, by: str) -> None:
        careplan.restore_appointment(self.access(by), self.visits[number])
        if not self.oracle.visits[number].is_on:
            self.oracle.change_visit(number, self.now, by, is_on=True)

    def drive(self, number: int) -> None:
        careplan.offer_for_seat(self.access("helper"), self.visits[number], SeatKind.DRIVER)
        self._seat(number, frozenset({"helper"}))

    def not_drive(self, number: int) -> None:
        careplan.give_seat_back(self.access("helper"), self.visits[number], SeatKind.DRIVER)
        self._seat(number, frozenset())

    def _seat(self, number: int, drivers: frozenset[str]) -> None:
        if drivers == self.oracle.visits[number].drivers:
            return
        self.oracle.visits[number] = replace(self.oracle.visits[number], drivers=drivers)
        self.oracle.disturb("helper", self.now)

    def remove(self, who: str) -> None:
        circles.remove_member(self.access("patient"), self._latest(who).pk, tell=False)
        self._person(who, is_member=False)
        for number, visit in enumerate(self.oracle.visits):
            self.oracle.visits[number] = replace(visit, drivers=visit.drivers - {who})

    def bring_back(self, who: str) -> None:
        circles.bring_back(self.access("patient"), self._latest(who).pk)
        self._person(who, is_member=True)

    def mute(self, who: str, *, muted: bool) -> None:
        mutes = [Muted(self.cast.circle.pk)] if muted else []
        services.set_own_place(self.access(who), hears_all=False, muted=mutes)
        self._person(who, is_muted=muted)

    def sleep(self, who: str, hours: tuple[time, time] | None) -> None:
        quiet_from, quiet_to = hours or (None, None)
        services.set_quiet_hours(self.user(who), quiet_from=quiet_from, quiet_to=quiet_to)
        self._person(who, quiet=hours)

    def pause(self, *, paused: bool) -> None:
        if paused:
            circles.pause_circle(self.access("patient"), until=None, keep_visits_to_me=False)
        else:
            circles.end_pause(self.access("patient"))
        self.oracle.is_paused = paused
        self.oracle.disturb_all(self.now)

    def wait(self, hours: int) -> None:
        """Each reminder leaves when it is due, as with a worker that is never late."""
        end = self.now + timedelta(hours=hours)
        while due_at := self._next_due(end):
            self.clock.move_to(max(due_at, self.now))
            services.send_due(float("inf"))
            self.wrong += self.oracle.not_told(self.now)
        self.clock.move_to(end)
        self.wrong += self.oracle.not_told(self.now)

    def _next_due(self, end: datetime) -> datetime | None:
        rows = Reminder.objects.open().filter(due_at__lte=end)
        return rows.order_by("due_at").values_list("due_at", flat=True).first()

    def _latest(self, who: str) -> Membership:
        rows = Membership.objects.filter(circle=self.cast.circle, user=self.user(who))
        return rows.order_by("-created_at")[0]

    def _person(self, who: str, **what: Any) -> None:
        self.oracle.people[who] = replace(self.oracle.people[who], **what)
        self.oracle.disturb(who, self.now)

    def hear(self, letter: Letter) -> None:
        """What a mail server would be given; only visits are the oracle's business."""
        [row] = [
            row
            for row in Reminder.objects.filter(subject="appointment").select_related("membership")
            if message_id(row.pk) == letter.message_id
        ] or [None]
        if row is None:
            return
        who = next(name for name in ZONES if self.user(name).email == letter.to)
        number = self.visits.index(row.subject_id)
        assert row.starts_at is not None
        said = Said(self.now, who, number, Kind(row.kind), row.starts_at, row.offset)
        if why := self.oracle.hear(said):
            self.wrong.append((said, why))


who = st.sampled_from(["coordinator", "helper"])
editor = st.sampled_from(["patient", "coordinator"])
number = st.integers(0, VISITS - 1)
ahead = st.integers(1, 60)
nights = st.sampled_from([None, (time(21), time(8)), (time(12), time(20)), (time(23), time(6))])
steps = st.one_of(
    st.tuples(st.just("add"), ahead, editor),
    st.tuples(st.just("move"), number, ahead, editor),
    st.tuples(st.just("cancel"), number, editor),
    st.tuples(st.just("restore"), number, editor),
    st.tuples(st.just("drive"), number),
    st.tuples(st.just("not_drive"), number),
    st.tuples(st.sampled_from(["remove", "bring_back"]), who),
    st.tuples(st.just("sleep"), st.sampled_from([*ZONES]), nights),
    st.tuples(st.sampled_from(["mute", "unmute"]), st.sampled_from([*ZONES])),
    st.sampled_from([("pause",), ("go_on",)]),
    st.tuples(st.just("wait"), st.integers(1, 40)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
)
SAID_OTHERWISE: dict[str, tuple[str, dict[str, bool]]] = {
    "mute": ("mute", {"muted": True}),
    "unmute": ("mute", {"muted": False}),
    "pause": ("pause", {"paused": True}),
    "go_on": ("pause", {"paused": False}),
}


@contextmanager
def world() -> Iterator[World]:
    """A new circle with one visit in three days, gone afterwards."""
    with time_machine.travel(EVE, tick=False) as clock, transaction.atomic():
        cast = make_cast()
        for name, zone in ZONES.items():
            User.objects.filter(pk=cast.people()[name].pk).update(time_zone=zone)
        people = {name: Person(zone) for name, zone in ZONES.items()}
        people["helper"] = replace(people["helper"], is_always_told=False)
        here = World(cast, Oracle(people), clock, [], [])
        with (
            patch.object(EmailChannel, "open"),
            patch.object(EmailChannel, "send", lambda _channel, letter: here.hear(letter)),
        ):
            here.add(50, "patient")
            yield here
        transaction.set_rollback(True)


@pytest.mark.long
@pytest.mark.django_db
@same(12)
@given(history=st.lists(steps, min_size=4, max_size=14))
@example(history=[("wait", 40), ("move", 0, 20, "patient"), ("wait", 8), ("cancel", 0, "patient")])
def test_after_any_history_everyone_was_told_the_truth_in_time_and_nobody_else(
    history: list[tuple[Any, ...]],
) -> None:
    live_through(history)


@pytest.mark.soak
@pytest.mark.django_db
@new(300)
@given(history=st.lists(steps, min_size=4, max_size=14))
def test_after_histories_nobody_tried_yet_too(history: list[tuple[Any, ...]]) -> None:
    live_through(history)


def live_through(history: list[tuple[Any, ...]]) -> None:
    with world() as here:
        for step, *arguments in [*history, ("wait", 70)]:
            name, more = SAID_OTHERWISE.get(step, (step, {}))
            with suppress(*REFUSALS, IndexError), transaction.atomic():
                getattr(here, name)(*arguments, **more)
            assert here.wrong == [], (step, arguments)
