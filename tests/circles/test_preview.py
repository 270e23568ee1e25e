"""See it as they do: exactly what they get, nothing more than the viewer may see, and no trace of it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from apps.careplan import services as careplan
from apps.careplan.models import Task
from apps.careplan.rules import TaskDraft
from apps.circles.access import as_seen_by
from apps.circles.kinds import Audience, Section
from apps.circles.models import Membership, Receipt
from apps.circles.rules import Sharing
from apps.core import clock
from tests.careplan.drafts import make_task
from tests.people import Cast, make_circle

SignIn = Callable[..., Client]
Look = Callable[[str, str], Client]


def place_of(cast: Cast, role: str) -> Membership:
    return Membership.objects.get(user=cast.people()[role], circle=cast.circle, ended_at=None)


@pytest.fixture
def look(cast: Cast, client_for: SignIn) -> Look:
    """``look("patient", "helper")``: the patient, looking through the helper's eyes."""

    def begin(viewer: str, through: str) -> Client:
        client = client_for(cast.people()[viewer])
        client.post(f"/c/{cast.circle.pk}/people/{place_of(cast, through).pk}/preview/")
        return client

    return begin


def page(client: Client, cast: Cast, path: str = "") -> str:
    return client.get(f"/c/{cast.circle.pk}/{path}").content.decode()


def test_the_patient_sees_what_a_follower_gets_in_a_frame_that_says_so(
    cast: Cast, look: Look
) -> None:
    make_task(cast.access(cast.coordinator), "Cook soup")
    client = look("patient", "follower")
    today = page(client, cast)
    assert "You see this as Rosa Park does." in today
    assert "You are following" in today
    assert "Good" in today
    assert "Cook soup" in today
    assert f"/c/{cast.circle.pk}/people/" not in today  # a follower does not see the people
    assert 'href="/me/"' not in today
    closed = client.get(f"/c/{cast.circle.pk}/plan/earlier/")
    assert closed.status_code == 403
    assert "Rosa Park cannot open this page" in closed.content.decode()
    assert "You see this as" in closed.content.decode()


def test_what_is_not_there_for_them_and_what_everybody_may_read_stands_in_the_frame_too(
    cast: Cast, look: Look
) -> None:
    draft = TaskDraft("Hidden from Jun", "", None, sharing=Sharing(Audience.ONLY_ME))
    task = careplan.add_task(cast.access(cast.patient), task_id=uuid4(), draft=draft)
    client = look("patient", "helper")
    gone = client.get(task.get_absolute_url())
    assert gone.status_code == 404
    assert "You see this as Jun Cole does." in gone.content.decode()
    assert "Jun Cole finds nothing here" in gone.content.decode()
    for path in ("/learn/", "/learn/when-to-call/"):
        learn = client.get(path).content.decode()
        assert "You see this as Jun Cole does." in learn
        assert "You are helping" in learn
        assert 'href="/me/"' not in learn
    client.post(f"/c/{cast.circle.pk}/preview/end/")
    assert "You see this as" not in client.get("/learn/").content.decode()


def test_the_frame_leads_nowhere_out_of_itself(cast: Cast, look: Look) -> None:
    assert 'href="/circles/"' not in page(look("patient", "helper"), cast)


def test_nothing_can_be_done_in_their_name(cast: Cast, look: Look) -> None:
    task = make_task(cast.access(cast.coordinator), "Cook soup")
    client = look("patient", "helper")
    said = client.post(f"{task.get_absolute_url()}claim/", follow=True).content.decode()
    assert "You are looking as Jun Cole does. Nothing was changed." in said
    assert not Task.objects.exclude(claimed_by=None).exists()
    htmx = client.post(f"{task.get_absolute_url()}claim/", headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == f"/c/{cast.circle.pk}/"


def test_a_service_refuses_such_an_access_whatever_the_view_does(cast: Cast) -> None:
    task = make_task(cast.access(cast.coordinator))
    theirs = as_seen_by(cast.access(cast.patient), place_of(cast, "helper").pk)
    assert theirs
    with pytest.raises(PermissionDenied):
        careplan.claim_task(theirs, task.pk)


def test_looking_leaves_no_receipt_and_no_other_trace(cast: Cast, look: Look) -> None:
    client = look("patient", "helper")
    before, opened = Receipt.objects.count(), client.session["circle"]
    other = make_circle(cast.helper, "Jun’s mother", for_self=False)
    for path in ("", "plan/", "tasks/", "people/"):
        assert "Jun’s mother" not in page(client, cast, path)
        assert str(other.pk) not in page(client, cast, path)
    assert Receipt.objects.count() == before + 1  # that other circle's own
    assert client.session["circle"] == opened


def test_what_they_keep_to_themselves_and_their_own_side_stay_theirs(
    cast: Cast, look: Look
) -> None:
    draft = TaskDraft("Her surprise", "", None, sharing=Sharing(Audience.ONLY_ME))
    task = careplan.add_task(
        cast.access(cast.helper), task_id=place_of(cast, "helper").pk, draft=draft
    )
    client = look("patient", "helper")
    assert "Her surprise" not in page(client, cast, "tasks/")
    assert client.get(task.get_absolute_url()).status_code == 404


def test_nobody_sees_more_through_another_than_by_themselves(cast: Cast, look: Look) -> None:
    ana = place_of(cast, "coordinator")
    ana.levels |= {"plan": 0}
    ana.save()
    client = look("coordinator", "helper")
    assert client.get(f"/c/{cast.circle.pk}/plan/earlier/").status_code == 403
    theirs = as_seen_by(cast.access(cast.coordinator), place_of(cast, "helper").pk)
    assert theirs
    assert theirs.levels[Section.PLAN] == 0


def test_it_stops_by_itself_by_a_press_and_on_signing_out(cast: Cast, look: Look) -> None:
    client = look("patient", "helper")
    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=False):
        assert "You see this as" not in page(client, cast)
    client = look("patient", "helper")
    client.post(f"/c/{cast.circle.pk}/preview/end/")
    assert "You see this as" not in page(client, cast)
    client = look("patient", "helper")
    client.post("/sign-out/")
    client.force_login(cast.patient)
    assert "You see this as" not in page(client, cast)


@pytest.mark.parametrize(
    ("viewer", "through"), [("coordinator", "patient"), ("coordinator", "coordinator")]
)
def test_one_looks_only_through_those_below(
    cast: Cast, look: Look, viewer: str, through: str
) -> None:
    assert "You see this as" not in page(look(viewer, through), cast)


def test_it_ends_when_the_viewer_may_no_longer_or_they_are_gone(cast: Cast, look: Look) -> None:
    client = look("patient", "helper")
    Membership.objects.filter(user=cast.helper).update(ended_at=clock.now())
    assert "You see this as" not in page(client, cast)
