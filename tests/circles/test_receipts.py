"""Who looked: the patient reads it, in plain words, and nobody else does."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from apps.careplan import services as careplan
from apps.careplan.rules import Shows, TaskDraft
from apps.circles import selectors, subjects, wording
from apps.circles import services as circles
from apps.circles.kinds import Action, Audience, Section
from apps.circles.models import Membership, Receipt
from apps.circles.rules import Sharing
from apps.circles.services.leaving import leave_circle
from apps.circles.services.receipts import note_from_outside
from apps.core import clock
from tests.careplan.drafts import make_task
from tests.many import many_members
from tests.people import Cast

SignIn = Callable[..., Client]
APPS = Path(__file__).parents[2] / "apps"
BUDGET = 12


def read(cast: Cast, client_for: SignIn, query: str = "") -> str:
    url = f"/c/{cast.circle.pk}/people/looked/{query}"
    return client_for(cast.patient).get(url).content.decode()


def test_it_says_who_opened_and_who_changed_what(cast: Cast, client_for: SignIn) -> None:
    helper = cast.access(cast.helper)
    task = make_task(cast.access(cast.coordinator), "Cook for Thursday")
    careplan.claim_task(helper, task.pk)
    for _time in range(3):
        client_for(cast.helper).get(f"/c/{cast.circle.pk}/tasks/")
    page = read(cast, client_for)
    assert "Ana Ruiz added “Cook for Thursday”" in page
    assert "Jun Cole took on “Cook for Thursday”" in page
    assert page.count("Jun Cole opened Tasks") == 1
    card = client_for(cast.patient).get(f"/c/{cast.circle.pk}/people/").content.decode()
    assert "Jun Cole took on “Cook for Thursday”" in card


def test_it_can_be_read_for_one_person(cast: Cast, client_for: SignIn) -> None:
    make_task(cast.access(cast.coordinator), "By Ana")
    make_task(cast.access(cast.helper), "By Jun")
    jun = Membership.objects.get(user=cast.helper)
    page = read(cast, client_for, f"?who={jun.pk}")
    assert "Jun Cole added “By Jun”" in page
    assert "Ana Ruiz added" not in page
    assert "Ana Ruiz added" in read(cast, client_for, "?who=nonsense&before=nonsense")


def test_she_reads_of_the_others_by_day_and_of_herself_when_she_asks(
    cast: Cast, client_for: SignIn
) -> None:
    make_task(cast.access(cast.patient), "My own")
    make_task(cast.access(cast.helper), "Of another day")
    yesterday = clock.now() - timedelta(days=1)
    Receipt.objects.filter(membership__user=cast.helper).update(at=yesterday)
    make_task(cast.access(cast.coordinator), "Of today")
    page = read(cast, client_for)
    assert "Mei Chen added" not in page
    assert page.count('<h2 id="day-') == 2
    assert page.index("Of today") < page.index(f"{yesterday:%A} {yesterday.day}")
    me = Membership.objects.get(user=cast.patient)
    assert "Mei Chen added “My own”" in read(cast, client_for, f"?who={me.pk}")


def test_what_is_hidden_from_the_patient_leaves_no_line_and_what_is_gone_a_neutral_one(
    cast: Cast, client_for: SignIn
) -> None:
    draft = TaskDraft("Surprise cake", "", None, sharing=Sharing(Audience.ONLY_ME))
    careplan.add_task(cast.access(cast.helper), task_id=uuid4(), draft=draft)
    gone = make_task(cast.access(cast.helper), "Gone")
    gone.delete()
    page = read(cast, client_for)
    assert "Surprise" not in page
    assert page.count("Jun Cole added") == 1
    assert "Jun Cole added a task" in page


@pytest.mark.parametrize("role", ["coordinator", "helper"])
def test_only_the_patient_reads_it(cast: Cast, client_for: SignIn, role: str) -> None:
    client = client_for(cast.people()[role])
    assert client.get(f"/c/{cast.circle.pk}/people/looked/").status_code == 403
    assert "Who looked" not in client.get(f"/c/{cast.circle.pk}/people/").content.decode()


def fill(cast: Cast, members: int, rows: int) -> None:
    many_members(cast.circle, members)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO circles_receipt
                (circle_id, membership_id, action, section, subject, subject_id, day, at)
            SELECT %s, place.id, 'changed', 'tasks', 'task', gen_random_uuid(),
                now()::date, now() - number * interval '1 minute'
            FROM generate_series(1, %s) AS number
            JOIN (
                SELECT id, row_number() OVER (ORDER BY id) AS nth, count(*) OVER () AS many
                FROM circles_membership WHERE circle_id = %s
            ) AS place ON place.nth = number %% place.many + 1
            """,
            [cast.circle.pk, rows, cast.circle.pk],
        )
        cursor.execute("ANALYZE circles_receipt")


def test_the_pages_cost_the_same_with_200_members_and_100_000_rows(
    cast: Cast, client_for: SignIn, django_assert_max_num_queries: Any
) -> None:
    fill(cast, members=200, rows=100_000)
    client, patient = client_for(cast.patient), Membership.objects.get(user=cast.patient)
    client.get(f"/c/{cast.circle.pk}/")
    with django_assert_max_num_queries(BUDGET):
        first = client.get(f"/c/{cast.circle.pk}/people/looked/").content.decode()
    assert "Further back" in first
    with django_assert_max_num_queries(BUDGET):
        client.get(f"/c/{cast.circle.pk}/people/")
    access = cast.access(cast.patient)
    last = selectors.who_looked(access, member=patient.pk).lines[-1]
    assert last.at < Receipt.objects.latest("at").at - timedelta(hours=100)
    everybody = Receipt.objects.filter(circle=cast.circle).order_by("-at", "-pk")[:51].explain()
    assert "receipt_newest_first" in everybody
    assert "Sort" not in everybody


def test_pages_follow_each_other_without_a_gap(cast: Cast) -> None:
    fill(cast, members=0, rows=120)
    access = cast.access(cast.patient)
    seen, key = [], ""
    while True:
        looked = selectors.who_looked(access, key=key)
        seen += [line.at for line in looked.lines]
        key = looked.next_key
        if not key:
            break
    of_others = Receipt.objects.filter(circle=cast.circle).exclude(membership=access.membership)
    assert len(seen) == of_others.count()
    assert seen == sorted(seen, reverse=True)


def test_people_are_called_by_their_names_and_stand_in_the_list_once(
    cast: Cast, client_for: SignIn
) -> None:
    jun = Membership.objects.get(user=cast.helper)
    make_task(cast.access(cast.helper), "Of the first place")
    circles.remove_member(cast.access(cast.coordinator), jun.pk, tell=False)
    again = circles.bring_back(cast.access(cast.coordinator), jun.pk)
    note_from_outside(cast.circle, Action.DECLINED, Section.PEOPLE, "invitation", uuid4())
    page = read(cast, client_for)
    assert "Somebody said no to the invitation" in page
    assert "Ana Ruiz took Jun Cole out of the circle" in page
    assert "Ana Ruiz brought Jun Cole back into the circle" in page
    assert page.count(">Jun Cole · neighbour<") == 1
    assert "Of the first place" in read(cast, client_for, f"?who={again.pk}")


def test_every_action_has_words_of_its_own(cast: Cast) -> None:
    assert set(wording.DID) == set(Action)


def test_a_pause_an_ending_and_a_link_are_called_what_they_are(
    cast: Cast, client_for: SignIn
) -> None:
    access = cast.access(cast.coordinator)
    task = make_task(access, "Put the bins out")
    link = careplan.offer_by_link(access, task.pk, Shows.usual())
    offer = careplan.find_offer(careplan.address_of(link).rstrip("/").rpartition("/")[2])
    assert offer
    careplan.take_by_link(
        offer, careplan.Person("Paul", "", "+447700900112", "en", "Europe/London")
    )
    circles.pause_circle(access, until=None, keep_visits_to_me=False)
    leave_circle(cast.access(cast.follower))
    page = read(cast, client_for)
    assert "Ana Ruiz made a link for “Put the bins out”" in page
    assert "Somebody took on “Put the bins out” by a link of Ana Ruiz" in page
    assert "Ana Ruiz paused the messages" in page
    assert "Rosa Park left the circle" in page


def test_every_thing_a_receipt_is_about_has_a_name() -> None:
    """Without one the patient would read "something", also of what is hidden from her."""
    unnamed = {
        name.value
        for path in APPS.rglob("services/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note_change"
        for argument in node.args[3:4]
        for name in ast.walk(argument)
        if isinstance(name, ast.Constant) and subjects.get(name.value) is None
    }
    assert unnamed == set()
