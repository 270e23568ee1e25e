"""The plan's tests: a clock that stands still, and what the reminders room was told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.careplan.services import planning
from apps.circles.access import Access
from apps.core import clock
from apps.reminders.subjects import Occasion
from tests.careplan.pages import Browser
from tests.people import Cast

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday morning in London


@dataclass
class Told:
    """What was planned and withdrawn, in order."""

    planned: list[Occasion] = field(default_factory=list)
    withdrawn: list[Occasion] = field(default_factory=list)

    @property
    def to_remind(self) -> set[UUID]:
        """The memberships and contacts of the last plan."""
        return {recipient.id for recipient in self.planned[-1].recipients}


@pytest.fixture(autouse=True)
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """It is ``NOW`` in every test, until a test says otherwise."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(NOW)
    return set_to


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told()
    monkeypatch.setattr(planning.reminders, "plan", told.planned.append)
    monkeypatch.setattr(planning.reminders, "withdraw", told.withdrawn.append)
    return told


@pytest.fixture
def patient(cast: Cast) -> Access:
    return cast.access(cast.patient)


@pytest.fixture
def coordinator(cast: Cast) -> Access:
    return cast.access(cast.coordinator)


@pytest.fixture
def helper(cast: Cast) -> Access:
    return cast.access(cast.helper)


@pytest.fixture
def follower(cast: Cast) -> Access:
    return cast.access(cast.follower)


@pytest.fixture
def browse(cast: Cast, client_for: Callable[[User], Client]) -> Callable[[str], Browser]:
    """A browser in the circle for a role of the cast."""
    return lambda role: Browser(client_for(cast.people()[role]), cast.circle.pk)
