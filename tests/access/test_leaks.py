"""Who knows what: an item is seen by its audience from its day on, and for all others it leaves no gap.

For each kind of item, each way of sharing it and each person, every surface is looked at before and after
the item is made. Whoever may see it finds its words; for everybody else nothing at all has changed, not a
count, not a number, and each of its addresses answers as if nothing were there. Who may see what is said once
more here, apart from the code, in ``may_see``.

To add a kind of item or a surface: a line in ``tests/access/leaks/<room>.py``. The addresses of an item
are those of the table that need it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import zip_longest
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.kinds import Audience, Role, Section
from apps.circles.models import Membership
from apps.circles.rules import FOR_ALL, Sharing
from apps.circles.services.circles import add_member
from tests.access.conftest import TAILS
from tests.access.conftest import WORDS as WORDS_OF
from tests.access.leaks import EVERYTHING, ITEMS, SURFACES, Item, Surface, interop
from tests.access.leaks.shape import page
from tests.access.table import LEADING_ON, TABLE
from tests.people import Cast, make_user

pytestmark = pytest.mark.long

LONDON = ZoneInfo("Europe/London")
TOMORROW = datetime.now(LONDON).date() + timedelta(days=1)  # when the circle's people are all there
NOW = datetime.combine(TOMORROW, time(9), LONDON)
HELD = Sharing(held_until=TOMORROW + timedelta(days=1))
CASES = (FOR_ALL, Sharing(Audience.CLOSE), Sharing(Audience.ONLY_ME), HELD)
# What differs from one answer to the next: tokens, and ids that forms are sent with.
FLEETING = re.compile(r"[A-Za-z0-9]{64}|name=\"once\" value=\"[^\"]+\"")

AUTHOR, COORDINATOR, HELPER, FOLLOWER = 1, 2, 4, 5  # among the people below
SEES_ALL = {section.value: 1 for section in Section}

SignIn = Callable[..., Client]


@dataclass(frozen=True)
class Person:
    name: str
    user: User
    client: Client
    circle: Cast

    @property
    def access(self) -> Access:
        return self.circle.access(self.user)

    def look(self, surface: Surface) -> str:
        return FLEETING.sub("", surface.look(self.access, self.client))


def words(item: Item) -> str:
    """Each kind its own, so that one that is shown does not answer for another that is not."""
    return f"Quince marmalade, {item.name}"


def may_see(item: Item, sharing: Sharing, who: str) -> bool:
    """The oracle."""
    if who == "author" or (who == "patient" and item.patient_sees_all):
        return True
    if who == "follower" and item.section != Section.TASKS:
        return False
    if sharing.held_until:
        return False
    close = sharing.audience == Audience.CLOSE and who in {"patient", "coordinator", "close"}
    return sharing.audience == Audience.EVERYONE or close


@pytest.fixture(autouse=True)
def _still_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def people(cast: Cast, client_for: SignIn) -> list[Person]:
    """Every standing in a circle; the author is a helper who may add dates."""
    close = make_user("close@example.org", "Lin Close")
    add_member(cast.circle, close, Role.HELPER, "sister")
    Membership.objects.filter(user=close).update(marked_close=True)
    author = Membership.objects.get(user=cast.helper, circle=cast.circle)
    author.levels |= {"plan": 3}
    author.save()
    plain = make_user("plain@example.org", "Pat Plain")
    add_member(cast.circle, plain, Role.HELPER, "neighbour")
    users = {
        "patient": cast.patient,
        "author": cast.helper,
        "coordinator": cast.coordinator,
        "close": close,
        "helper": plain,
        "follower": cast.follower,
    }
    return [Person(name, user, client_for(user), cast) for name, user in users.items()]


def pages_before(people: list[Person]) -> dict[tuple[str, str], str]:
    """What everybody finds, the patient last and twice: her receipts tell that the others have looked."""
    patient, *others = people
    return {
        (person.name, surface.name): person.look(surface)
        for person in (*others, patient, patient)
        for surface in SURFACES
    }


def test_items_are_shown_to_their_audience_and_leave_no_gap_for_others(
    people: list[Person],
) -> None:
    """Those that the same people may see are made at once: for everybody else nothing at all may change."""
    before = pages_before(people)
    wrong = []
    for sharing in CASES:
        for audience, items in by_audience(sharing, [person.name for person in people]).items():
            with transaction.atomic():
                made = [
                    (item, item.make(people[AUTHOR].access, words(item), sharing)) for item in items
                ]
                for person in people:
                    if person.name in audience:
                        found = [name for item in items for name in missing(item, person)]
                    else:
                        found = changed(person, before)
                        if sharing == HELD:  # addresses read the same rows as lists: once will do
                            found += [name for one in made for name in answering(person, *one)]
                    wrong += [(sharing, person.name, name) for name in found]
                transaction.set_rollback(True)
    assert wrong == []


def by_audience(sharing: Sharing, names: list[str]) -> dict[frozenset[str], list[Item]]:
    found: dict[frozenset[str], list[Item]] = {}
    for item in ITEMS:
        if not (item.patient_sees_all and sharing.audience == Audience.ONLY_ME):
            audience = frozenset(name for name in names if may_see(item, sharing, name))
            found.setdefault(audience, []).append(item)
    return found


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_what_was_held_is_shown_when_its_day_begins_for_the_patient(
    people: list[Person], item: Item
) -> None:
    author, helper = people[AUTHOR], people[HELPER]
    item.make(author.access, words(item), HELD)
    shows = [surface for surface in SURFACES if item.name in surface.shows]
    assert shows
    with time_machine.travel(NOW.replace(hour=23, minute=59), tick=False):
        assert not any(words(item) in helper.look(surface) for surface in shows)
    midnight = datetime.combine(TOMORROW + timedelta(days=1), time(0, 1), LONDON)
    with time_machine.travel(midnight, tick=False):
        assert all(words(item) in helper.look(surface) for surface in shows)


def test_no_page_of_the_circle_changes_for_those_from_whom_everything_is_kept(
    people: list[Person],
) -> None:
    """Every address of the table that needs no row, so that a room's new page is looked at by itself, and every
    kind of row in the archives."""
    author, *others = people[COORDINATOR], people[HELPER], people[FOLLOWER]
    Membership.objects.filter(user=people[HELPER].user).update(levels=SEES_ALL)
    rows = [row for row in TABLE if row.method == "get" and not row.needs]
    pages = [row.name for row in rows if row.name not in LEADING_ON]
    surfaces = [page(name, args=WORDS_OF.get(name, ())) for name in pages]
    surfaces += interop.SURFACES
    before = {(p.name, s.name): p.look(s) for p in others for s in surfaces}
    for item in EVERYTHING:
        item.make(author.access, words(item), Sharing(Audience.CLOSE))
    seen = [author.look(surface) for surface in surfaces if surface not in interop.SURFACES]
    hidden = [item.name for item in EVERYTHING if not any(words(item) in text for text in seen)]
    assert hidden == ["visit"]  # whose words stand on its own page alone: the first test opens it
    after = {(p.name, s.name): p.look(s) for p in others for s in surfaces}
    wrong = {key: first_difference(before[key], text) for key, text in after.items()}
    assert {key: words for key, words in wrong.items() if words} == {}


def missing(item: Item, person: Person) -> list[str]:
    """Surfaces that should show its words to somebody who may see it, and do not."""
    shows = [surface for surface in SURFACES if item.name in surface.shows]
    return [surface.name for surface in shows if words(item) not in person.look(surface)]


def changed(person: Person, before: dict[tuple[str, str], str]) -> list[str]:
    """Surfaces where somebody who may not see it could tell that it is there."""
    pages = {s.name: (before[person.name, s.name], person.look(s)) for s in SURFACES}
    return [
        f"{name}: {first_difference(*both)}" for name, both in pages.items() if len({*both}) > 1
    ]


def first_difference(before: str, after: str) -> str:
    lines = zip_longest(before.splitlines(), after.splitlines(), fillvalue="")
    return next((f"{old.strip()} | {new.strip()}" for old, new in lines if old != new), "")


def answering(person: Person, item: Item, pk: UUID) -> list[str]:
    """Its addresses that do not answer somebody who may not see it as if nothing were there."""
    rows = [row for row in TABLE if row.needs == item.name]
    fields = {"answer": "yes"}
    statuses = {}
    for row in rows:
        url = reverse(row.name, args=[person.circle.circle.pk, pk, *TAILS.get(row.needs, ())])
        statuses[str(row)] = getattr(person.client, row.method)(url, fields).status_code
    return [name for name, status in statuses.items() if status not in {403, 404}]
