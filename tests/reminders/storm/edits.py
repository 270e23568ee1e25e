"""Minds that change in a storm: what somebody did, and from when on which messages may not go out any more."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

from apps.accounts.models import User
from apps.careplan import selectors
from apps.careplan import services as careplan
from apps.careplan.kinds import AppointmentKind
from apps.careplan.rules import AppointmentDraft, When
from apps.circles import services as circles
from apps.circles.access import Access, open_circle
from apps.reminders import services
from apps.reminders.kinds import State
from apps.reminders.models import Reminder
from apps.reminders.rules import Muted
from tests.reminders.storm.city import NOON, ZONE, Household
from tests.reminders.storm.plan import Blow

LATER = NOON + timedelta(hours=5)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change, saved between ``began`` and ``ended`` on the clock that the receivers go by."""

    what: Blow
    home: Household
    began: float
    ended: float
    visit: UUID | None = None
    member: UUID | None = None
    until: float = float("inf")  # when it was taken back


@dataclass
class Edits:
    """Each circle is changed once at most, so that what is owed in the end can be said without the engine."""

    homes: list[Household]
    chance: Random
    done: list[Edit] = field(default_factory=list)

    def make(self, what: Blow) -> None:
        """In a circle of which a worker has something in hand this moment, if there is one; once in each at most."""
        if what is Blow.RESTORE:
            self._restore()
        elif home := self._home():
            self._change(what, home)

    def _change(self, what: Blow, home: Household) -> None:
        visit, member = self.chance.choice(home.visits), self.chance.randrange(1, len(home.members))
        access = open_circle(User.objects.get(pk=home.users[0]), home.circle)
        began = time.monotonic()
        if what is Blow.ADD:
            visit = _add(access)
        elif what is Blow.MUTE:
            _mute(open_circle(User.objects.get(pk=home.users[member]), home.circle))
        elif what is Blow.REMOVE:
            circles.remove_member(access, home.members[member], tell=False)
        elif what is Blow.PAUSE:
            circles.pause_circle(access, until=None, keep_visits_to_me=False)
        else:
            ON_VISITS[what](access, visit)
        self.done.append(
            Edit(what, home, began, time.monotonic(), visit=visit, member=home.members[member])
        )

    def _restore(self) -> None:
        """What was cancelled first and is still off; where nothing is, it is cancelled now."""
        if self._off() is None:
            self.make(Blow.CANCEL)
        if (edit := self._off()) is None:
            return
        access = open_circle(User.objects.get(pk=edit.home.users[0]), edit.home.circle)
        began = time.monotonic()
        assert edit.visit is not None
        careplan.restore_appointment(access, edit.visit)
        self.done[self.done.index(edit)] = replace(edit, until=began)
        self.done.append(replace(edit, what=Blow.RESTORE, began=began, ended=time.monotonic()))

    def _off(self) -> Edit | None:
        off = (e for e in self.done if e.what is Blow.CANCEL and e.until == float("inf"))
        return next(off, None)

    def _home(self) -> Household | None:
        changed = {edit.home.circle for edit in self.done}
        leased = set(
            Reminder.objects.filter(state=State.LEASED).values_list("circle", flat=True).distinct()
        )
        left = [home for home in self.homes if home.circle not in changed]
        near = [home for home in left if home.circle in leased] or left
        return self.chance.choice(near) if near else None


def _add(access: Access) -> UUID:
    draft = AppointmentDraft(
        AppointmentKind.CLINIC, "", When(LATER, True, ZONE), "", "", frozenset()
    )
    return careplan.add_appointment(access, appointment_id=uuid4(), draft=draft).pk


def _mute(access: Access) -> None:
    services.set_own_place(access, hears_all=False, muted=[Muted(access.circle.pk)])


def _move(access: Access, visit: UUID) -> None:
    row = selectors.appointment(access, visit)
    draft = replace(selectors.draft_of_appointment(access, row), when=When(LATER, True, ZONE))
    careplan.edit_appointment(access, appointment_id=visit, version=row.version, draft=draft)


def _cancel(access: Access, visit: UUID) -> None:
    careplan.cancel_appointment(access, visit)


ON_VISITS: dict[Blow, Callable[[Access, UUID], None]] = {Blow.MOVE: _move, Blow.CANCEL: _cancel}
