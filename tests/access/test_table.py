"""Role by address: who gets a page, who is refused, and for whom nothing is there."""

from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.conftest import Filled
from tests.access.costs import within_budget
from tests.access.table import ALL, LEADING_ON, PERSONAL, PUBLIC, TABLE, Row
from tests.people import Cast

pytestmark = pytest.mark.long

SignIn = Callable[..., Client]
ANSWERED = {200, 302, 409, 422}
ELSEWHERE = ("/sign-in/", "/proof/")  # being led there is no answer
OUTSIDERS = ("former", "stranger", "other")
ASKING_FOR_FRAGMENTS = ("former", "helper", "follower")  # who asks is settled before how


def send(client: Client, row: Row, arguments: list[object], htmx: bool) -> int:
    headers = {"HX-Request": "true"} if htmx else {}
    url = reverse(row.name, args=arguments)
    fields = {"answer": "yes"}  # what the one form without a page of its own wants
    asked = partial(getattr(client, row.method), url, fields, headers=headers)
    response = within_budget(url, asked) if row.method == "get" else asked()
    if row.method == "get" and not htmx:  # whatever the answer is, no browser keeps it
        assert "no-store" in response["Cache-Control"], row
    if response.status_code in {403, 404}:  # whoever may not, reads nothing of what is there
        assert "Secret" not in response.content.decode(), row
    lead = response.get("HX-Redirect") or response.get("Location", "")
    assert not lead.startswith(ELSEWHERE), row
    return int(response.status_code)


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_each_role_gets_the_answer_of_the_table(
    cast: Cast, ours: Filled, client_for: SignIn, row: Row, htmx: bool
) -> None:
    people = cast.people()
    expected = {name: {404} for name in OUTSIDERS}
    expected |= {name: ANSWERED if name in row.may else {403} for name in ALL}
    asking = ASKING_FOR_FRAGMENTS if htmx else (*expected,)
    got = {name: send(client_for(people[name]), row, ours.arguments(row), htmx) for name in asking}
    assert {n: s for n, s in got.items() if s not in expected[n]} == {}
    if row.method == "get" and not htmx:  # a browser looks at those that are pages
        leads = got["coordinator" if "coordinator" in row.may else "patient"] == HTTPStatus.FOUND
        assert leads is (row.name in LEADING_ON)


def test_signed_out_one_is_led_to_sign_in(cast: Cast, ours: Filled) -> None:
    """Nothing is written, so that one circle serves for all of them."""
    client = Client()
    wrong = [
        (str(row), htmx)
        for row in TABLE
        for htmx in (False, True)
        if not leads_to_sign_in(client, row, ours.arguments(row), htmx)
    ]
    assert wrong == []


def leads_to_sign_in(client: Client, row: Row, arguments: list[object], htmx: bool) -> bool:
    headers = {"HX-Request": "true"} if htmx else {}
    response = getattr(client, row.method)(reverse(row.name, args=arguments), headers=headers)
    lead = response.get("HX-Redirect" if htmx else "Location", "")
    return lead.startswith("/sign-in/") and "Secret" not in response.content.decode()


def test_an_id_of_another_circle_answers_as_one_that_does_not_exist(
    cast: Cast, ours: Filled, theirs: Filled, client_for: SignIn
) -> None:
    client = client_for(cast.patient)
    wrong = {
        (str(row), number): status
        for row in TABLE
        if row.needs
        for number, elsewhere in enumerate((ours.with_ids_of(theirs), ours.with_ids_of_nothing()))
        if (status := send(client, row, elsewhere.arguments(row), False)) != HTTPStatus.NOT_FOUND
    }
    assert wrong == {}


@pytest.mark.parametrize("form", ["appointment_add", "task_add", "invitation_add"])
def test_a_forms_id_from_another_circle_opens_and_changes_nothing(
    cast: Cast, theirs: Filled, client_for: SignIn, form: str
) -> None:
    taken = theirs.ids[form.removesuffix("_add")]
    fields = {
        "once": str(taken),
        "kind": "scan" if form == "appointment_add" else "",
        "date": "2031-05-06",
        "time": "10:30",
        "zone": "Europe/London",
        "title": "Ours",
        "name": "Ours",
        "role": "helper",
    }
    client = client_for(cast.coordinator)
    response = client.post(reverse(form, args=[cast.circle.pk]), fields)
    assert response.status_code == 302, response.content.decode()
    assert str(taken) not in response["Location"]
    detail = form.replace("_add", "_detail")
    assert client.get(reverse(detail, args=[cast.circle.pk, taken])).status_code == 404
    still_theirs = client_for(cast.other).get(reverse(detail, args=[cast.other_circle.pk, taken]))
    assert "Secret" in still_theirs.content.decode()


# Wagtail's addresses stand behind one door: tests/library/test_editors.py
THIRD_PARTY = (settings.EDITOR_PATH,)


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if str(pattern.pattern) in THIRD_PARTY:
            continue
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def test_no_address_is_without_its_row() -> None:
    named = {row.name for row in TABLE} | PUBLIC | PERSONAL
    found = {pattern.name: route for route, pattern in patterns(get_resolver())}
    assert set(found) - named == set()
    assert named - set(found) == set()


def test_every_circle_address_is_in_the_role_table() -> None:
    named = {row.name for row in TABLE}
    wrong = [
        route
        for route, pattern in patterns(get_resolver())
        if route.startswith("c/<uuid:circle_id>/") != (pattern.name in named)
    ]
    assert wrong == []


def test_every_method_of_a_circle_page_is_in_the_role_table() -> None:
    """A page that learns to take a form needs its row too."""
    rows = {(row.method, row.name) for row in TABLE}
    missing = [
        (method, pattern.name)
        for route, pattern in patterns(get_resolver())
        if route.startswith("c/")
        for method in ("get", "post")
        if hasattr(pattern.callback.view_class, method) and (method, pattern.name) not in rows
    ]
    assert missing == []


def test_only_the_public_addresses_are_open_to_all() -> None:
    open_to_all = {
        pattern.name
        for _route, pattern in patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }
    assert open_to_all == PUBLIC


def test_there_is_no_admin() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
