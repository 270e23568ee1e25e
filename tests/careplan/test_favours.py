"""One task by link: no account, nothing else to see, and everything can be undone from it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from apps.careplan import selectors, services
from apps.careplan.kinds import TaskKind, TaskStatus
from apps.careplan.models import Task, TaskLink
from apps.careplan.rules import Shows
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.circles.models import Contact
from apps.circles.services.leaving import leave_circle
from apps.core.errors import RuleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import TOMORROW, make_task
from tests.careplan.pages import Browser

Browse = Callable[[str], Browser]
SHOWS = Shows(title=True, when=True, notes=False)
PAUL = {"name": "Paul Reed", "reach": "07700 900 123"}


def offered(access: Access, shows: Shows = SHOWS, **task: Any) -> tuple[Task, str]:
    """A task and the path of the link to it."""
    row = make_task(access, **{"title": "Walk the dog", "kind": TaskKind.PETS} | task)
    return row, path_of(services.offer_by_link(access, row.pk, shows))


def path_of(link: TaskLink) -> str:
    return services.address_of(link).split("://")[1].partition("/")[2]


def open_path(path: str) -> tuple[int, str]:
    response = Client().get(f"/{path}")
    return response.status_code, response.content.decode()


def send(path: str, **fields: str) -> HttpResponse:
    return Client().post(f"/{path}", fields)


def take(path: str, **fields: str) -> str:
    """The path of the page of one's own."""
    response = send(path, **PAUL | fields)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"]).removeprefix("/")


def test_a_neighbour_takes_one_task_and_sees_nothing_else(
    coordinator: Access, browse: Browse
) -> None:
    make_task(coordinator, "Something else entirely")
    task, path = offered(coordinator, due_on=TOMORROW, notes="The key is under the pot")
    status, page = open_path(path)
    assert status == 200
    assert "Someone you know asks for help" in page
    assert "Walk the dog" in page
    assert "By Tuesday 24 November" in page
    for hidden in ("under the pot", "Something else", "Mei", "Ana"):
        assert hidden not in page
    mine = take(path)
    _status, page = open_path(mine)
    assert "You have taken this on. Thank you." in page
    task.refresh_from_db()
    contact = Contact.objects.get()
    assert task.claimed_contact == contact
    assert (contact.name, contact.phone, contact.email) == ("Paul Reed", "+447700900123", "")
    assert "Paul Reed" in browse("helper").open("task_list")
    assert "+447700900123" in browse("coordinator").open("task_detail", task.pk)
    assert "+447700900123" not in browse("helper").open("task_detail", task.pk)
    follower = browse("follower").open("task_detail", task.pk)
    assert "Somebody from outside" in follower
    assert "Paul" not in follower


def test_what_is_not_ticked_is_not_said_and_the_pages_are_never_kept(coordinator: Access) -> None:
    nothing = Shows(title=False, when=False, notes=False)
    _task, path = offered(
        coordinator, nothing, title="Secret tablets", kind=TaskKind.PHARMACY, due_on=TOMORROW
    )
    response = Client().get(f"/{path}")
    page = response.content.decode()
    assert "An errand" in page
    for hidden in ("Secret", "November", "edicine"):
        assert hidden not in page
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex"
    mine = Client().get(f"/{take(path)}")
    assert "Secret" not in mine.content.decode()
    assert mine["X-Robots-Tag"] == "noindex"


def test_the_first_has_it_and_the_second_may_offer_another_time(
    coordinator: Access, browse: Browse
) -> None:
    task, path = offered(coordinator)
    take(path)
    _status, page = open_path(path)
    assert "Somebody has taken this on already" in page
    late = send(path, name="Nia", reach="nia@example.org")
    assert late.status_code == 409
    assert "Somebody was a moment faster" in late.content.decode()
    said = send(path, name="Nia", reach="Nia@example.org", another_time="1")
    assert "The family can see that you would help" in said.content.decode()
    assert Contact.objects.get(name="Nia").email == "nia@example.org"
    other = make_task(coordinator)
    assert "nia@example.org" in browse("coordinator").open("task_link", other.pk)
    assert "nia@example.org" not in browse("helper").open("task_detail", task.pk)


def test_who_sends_it_twice_has_taken_it_once(coordinator: Access) -> None:
    _task, path = offered(coordinator)
    assert take(path) == take(path)
    assert Contact.objects.count() == 1


def test_a_neighbour_finishes_gives_back_and_goes(coordinator: Access, browse: Browse) -> None:
    task, path = offered(coordinator)
    mine = take(path)
    send(mine, step="done")
    task.refresh_from_db()
    assert (task.status, task.done_by) == (TaskStatus.DONE, None)
    assert "Done by Paul Reed" in browse("coordinator").open("task_list")
    send(mine, step="reopen")
    send(mine, step="back")
    task.refresh_from_db()
    assert (task.status, task.claimed_contact, task.claimed_at) == (TaskStatus.OPEN, None, None)
    assert "This is not with you any more" in open_path(mine)[1]
    mine = take(path)
    assert "are deleted" in send(mine, step="forget").content.decode()
    task.refresh_from_db()
    assert (task.claimed_contact, task.claimed_at) == (None, None)
    assert not Contact.objects.exists()
    assert open_path(mine)[0] == 404
    assert send(mine, step="done").status_code == 404


@pytest.mark.parametrize(
    "narrowed", [{"audience": Audience.CLOSE}, {"held_until": TOMORROW + timedelta(days=1)}]
)
def test_a_link_says_no_more_than_the_day_once_its_task_is_for_fewer_people(
    coordinator: Access, narrowed: dict[str, Any]
) -> None:
    shows = Shows(title=True, when=True, notes=True)
    task, path = offered(coordinator, shows, notes="The key is under the pot", due_on=TOMORROW)
    Task.objects.filter(pk=task.pk).update(**narrowed)
    page = open_path(path)[1]
    assert "By Tuesday 24 November" in page
    assert "Walk the dog" not in page
    assert "under the pot" not in page


def test_a_link_ends_with_its_task_and_when_it_is_taken_back(
    coordinator: Access, helper: Access, set_clock: Callable[[datetime], None]
) -> None:
    dated, dated_path = offered(coordinator, due_on=TOMORROW)
    _task, withdrawn_path = offered(coordinator)
    services.withdraw_task(coordinator, _task.pk)
    back, back_path = offered(coordinator)
    services.take_back_link(coordinator, back.pk)
    hidden, hidden_path = offered(helper)
    Task.objects.filter(pk=hidden.pk).update(audience=Audience.CLOSE, author=coordinator.membership)
    for path in (withdrawn_path, back_path, hidden_path):
        assert open_path(path)[0] == 404
        assert send(path, **PAUL).status_code == 404
    assert open_path(dated_path)[0] == 200
    set_clock(NOW + timedelta(days=2))
    assert open_path(dated_path)[0] == 404
    with pytest.raises(RuleError, match="The day has passed"):
        services.offer_by_link(coordinator, dated.pk, SHOWS)


def test_a_link_ends_when_whoever_made_it_leaves_but_what_was_taken_can_be_given_back(
    coordinator: Access,
) -> None:
    task, path = offered(coordinator)
    mine = take(path)
    coordinator.membership.ended_at = NOW
    coordinator.membership.save()
    assert open_path(path)[0] == 404
    assert send(mine, step="back").status_code == 302
    assert Task.objects.get(pk=task.pk).claimed_contact is None


@pytest.mark.parametrize("damage", ["x", "", "AAAA.BBBB", "é.x", "~", "."])
def test_a_forged_or_truncated_link_opens_nothing(coordinator: Access, damage: str) -> None:
    _task, path = offered(coordinator)
    mine = take(path)
    for good in (path, mine):
        front, _slash, token = good.rstrip("/").rpartition("/")
        wrong = [
            f"{front}/{damage or 'x'}/",
            f"{front}/{token[:-1]}/",
            f"{front}/{token}{damage}x/",
        ]
        for bad in wrong:
            status, page = open_path(bad)
            assert status == 404
            assert "This link does not work" in page
    token = path.rstrip("/").rpartition("/")[2]
    assert open_path(f"h/mine/{token}/")[0] == 404  # good for something else


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Type your name, so that the family knows who it is."),
        ({"name": "   "}, "Type your name"),
        ({"name": "http://spam.example/"}, "Please write a name here, not a link."),
        ({"reach": ""}, "Type a phone number or an email address."),
        ({"reach": "12"}, "That does not look like a phone number"),
        ({"reach": "a@b@c"}, "That is not one email address."),
        ({"reach": "a@example.org, b@example.org"}, "That is not one email address."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_takes_nothing(
    coordinator: Access, fields: dict[str, str], sentence: str
) -> None:
    task, path = offered(coordinator)
    response = send(path, **PAUL | fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Contact.objects.exists()
    assert Task.objects.get(pk=task.pk).claimed_contact is None


def test_tries_are_limited(coordinator: Access, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"task_link": "2/h/key"}
    _task, path = offered(coordinator)
    statuses = [send(path, name=f"N{n}", reach="nia@example.org").status_code for n in range(3)]
    assert statuses == [302, 409, 429]


def test_the_link_stays_the_same_when_what_it_shows_is_changed(
    coordinator: Access, browse: Browse
) -> None:
    task, path = offered(coordinator, due_on=date(2026, 12, 1))
    browse("coordinator").press("task_link", task.pk, title="on")
    assert TaskLink.objects.count() == 1
    page = open_path(path)[1]
    assert "Walk the dog" in page
    assert "December" not in page
    assert "no longer works" in browse("coordinator").press("task_link_end", task.pk)
    assert open_path(path)[0] == 404


@pytest.mark.parametrize("end", ["after a month", "its maker left", "its maker lost sight of it"])
def test_a_link_that_opens_nothing_counts_as_none_and_a_new_one_is_made(
    end: str, coordinator: Access, helper: Access
) -> None:
    task, path = offered(helper)
    if end == "after a month":
        TaskLink.objects.update(created_at=NOW - timedelta(days=31))
    elif end == "its maker left":
        leave_circle(helper)
    else:
        update = {"audience": Audience.CLOSE, "author": coordinator.membership}
        Task.objects.filter(pk=task.pk).update(**update)
        task.refresh_from_db()
    assert open_path(path)[0] == 404
    assert selectors.task_link(task) is None
    link = services.offer_by_link(coordinator, task.pk, SHOWS)
    assert selectors.task_link(task) == link
    assert open_path(path_of(link))[0] == 200
    assert open_path(path)[0] == 404


def test_nobody_offers_by_link_what_somebody_has(coordinator: Access, browse: Browse) -> None:
    task = make_task(coordinator)
    services.claim_task(coordinator, task.pk)
    response = browse("coordinator").send("task_link", task.pk, title="on")
    assert response.status_code == 422
    assert "A link is for what nobody has." in response.content.decode()


def test_the_public_addresses_need_no_sign_in() -> None:
    for name in ("task_link_open", "favour"):
        assert Client().get(reverse(name, args=["x"])).status_code == 404
