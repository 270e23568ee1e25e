"""The neighbour's own page: no more than their link showed, only while it is theirs, and a way out for good."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from apps.careplan import services
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.careplan.rules import Shows
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.circles.models import Contact, Membership
from tests.careplan.conftest import NOW
from tests.careplan.drafts import TOMORROW
from tests.careplan.test_favours import SHOWS, offered, open_path, send, take


def says(path: str, *words: str) -> list[str]:
    page = open_path(path)[1]
    return [word for word in words if word in page]


ALL_OF_IT = Shows(title=True, when=True, notes=True)
WORDS = ("Walk the dog", "24 November", "under the pot")


def test_what_is_with_them_no_more_is_shown_no_more(coordinator: Access) -> None:
    task, path = offered(coordinator, ALL_OF_IT, due_on=TOMORROW, notes="It is under the pot")
    mine = take(path)
    assert says(mine, *WORDS) == list(WORDS)
    send(mine, step="back")
    services.take_back_link(coordinator, task.pk)
    assert says(mine, "This is not with you any more", *WORDS) == ["This is not with you any more"]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"status": TaskStatus.WITHDRAWN}, []),
        ({"audience": Audience.ONLY_ME}, ["24 November"]),
        ({"held_until": TOMORROW}, ["24 November"]),
    ],
)
def test_what_is_for_fewer_people_since_shows_its_day_at_most(
    coordinator: Access, change: dict[str, Any], left: list[str]
) -> None:
    """They still have it, and can still give it back."""
    task, path = offered(coordinator, ALL_OF_IT, due_on=TOMORROW, notes="It is under the pot")
    mine = take(path)
    Task.objects.filter(pk=task.pk).update(**change)
    assert says(mine, *WORDS) == left


def test_a_wider_link_for_somebody_else_widens_no_older_page(
    coordinator: Access, set_clock: Callable[[datetime], None]
) -> None:
    task, path = offered(coordinator, SHOWS, due_on=TOMORROW, notes="It is under the pot")
    mine = take(path)
    set_clock(NOW + timedelta(minutes=5))
    services.take_back_link(coordinator, task.pk)
    send(mine, step="back")
    wider = services.address_of(services.offer_by_link(coordinator, task.pk, ALL_OF_IT))
    assert says(mine, *WORDS) == []
    set_clock(NOW + timedelta(minutes=10))
    theirs = take(wider.split("://")[1].partition("/")[2], name="Nia", reach="nia@example.org")
    assert says(theirs, *WORDS) == list(WORDS)
    assert says(mine, *WORDS) == []


def test_names_go_where_nobody_is_left_in_the_circle_too(coordinator: Access) -> None:
    task, path = offered(coordinator)
    mine = take(path)
    Membership.objects.filter(circle=coordinator.circle).update(ended_at=NOW)
    assert "are deleted" in send(mine, step="forget").content.decode()
    assert not Contact.objects.exists()
    task.refresh_from_db()
    assert (task.claimed_contact, task.claimed_at) == (None, None)
