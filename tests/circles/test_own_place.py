"""My place in a circle: what it says, what nobody else ever sees of it, and leaving."""

import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.test import Client

from apps.careplan import services as careplan
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Seat, Task
from apps.careplan.rules import TaskDraft
from apps.circles.kinds import Level, Section
from apps.circles.models import FreeTime, Limits, Membership, OwnNotes, Receipt
from apps.circles.views.base import CircleView
from tests.access.conftest import fill
from tests.people import Cast, make_circle, make_user

SignIn = Callable[..., Client]
SECRET = "Secret: I am so tired"


def write_own_side(client: Client, cast: Cast, *, shared: bool) -> None:
    here = f"/c/{cast.circle.pk}/me/"
    client.post(f"{here}notes/", {"text": SECRET, "version": "1"})
    limits = {"cannot_drive": "on", "hours_a_week": "4", "in_own_words": "Secret back"}
    client.post(f"{here}limits/", limits | ({"is_shared": "on"} if shared else {}))
    client.post(f"{here}times/", {"weekday": "3", "begins": "14:00", "ends": "18:00"})


def test_a_member_without_any_level_still_has_their_own_place(
    cast: Cast, client_for: SignIn
) -> None:
    nothing = {section.value: int(Level.NONE) for section in Section}
    Membership.objects.filter(user=cast.follower).update(levels=nothing)
    client = client_for(cast.follower)
    page = client.get(f"/c/{cast.circle.pk}/me/")
    assert page.status_code == 200
    assert "I cannot see" in page.content.decode()
    assert client.get(f"/c/{cast.circle.pk}/people/").status_code == 403


@pytest.mark.parametrize("page", ["me", "handover", "stand-in"])
@pytest.mark.parametrize("who", ["follower", "helper"])
def test_the_way_up_leads_to_a_page_one_may_open(
    cast: Cast, client_for: SignIn, page: str, who: str
) -> None:
    client = client_for(getattr(cast, who))
    text = client.get(f"/c/{cast.circle.pk}/{page}/").content.decode()
    (up,) = re.findall(r'class="back" href="([^"]+)"', text)
    assert client.get(up).status_code == 200


def test_my_place_says_my_role_since_when_and_who_invited_me(
    cast: Cast, client_for: SignIn
) -> None:
    text = client_for(cast.helper).get(f"/c/{cast.circle.pk}/me/").content.decode()
    assert "Helper" in text
    assert "neighbour" in text
    assert "no end is set" in text


def test_looking_at_ones_own_place_leaves_no_receipt(cast: Cast, client_for: SignIn) -> None:
    before = Receipt.objects.count()
    client = client_for(cast.helper)
    write_own_side(client, cast, shared=True)
    client.get(f"/c/{cast.circle.pk}/me/")
    assert Receipt.objects.count() == before


def test_my_own_side_comes_back_to_me_as_i_wrote_it(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.helper)
    write_own_side(client, cast, shared=False)
    here = f"/c/{cast.circle.pk}/me/"
    assert SECRET in client.get(f"{here}notes/").content.decode()
    text = client.get(here).content.decode()
    assert "At most 4 hours a week." in text
    assert "Mei does not see this." in text
    assert "Thursday 14:00–18:00" in text


@pytest.mark.parametrize("shared", [False, True])
def test_nobody_elses_pages_show_anything_of_my_own_side(
    cast: Cast, client_for: SignIn, shared: bool
) -> None:
    write_own_side(client_for(cast.helper), cast, shared=shared)
    paths = ["", "people/", "me/", "me/notes/", "me/limits/", "me/times/", "tasks/", "plan/"]
    for user in (cast.patient, cast.coordinator, cast.follower):
        client = client_for(user)
        for path in paths:
            text = client.get(f"/c/{cast.circle.pk}/{path}").content.decode()
            assert SECRET not in text
            assert "At most 4 hours" not in text


def test_nobody_can_take_away_a_time_of_mine(cast: Cast, client_for: SignIn) -> None:
    write_own_side(client_for(cast.helper), cast, shared=False)
    time = FreeTime.objects.get()
    client_for(cast.coordinator).post(
        f"/c/{cast.circle.pk}/me/times/removal/", {"time": str(time.pk)}
    )
    assert FreeTime.objects.filter(pk=time.pk).exists()
    client_for(cast.helper).post(f"/c/{cast.circle.pk}/me/times/removal/", {"time": str(time.pk)})
    assert not FreeTime.objects.exists()


def test_a_time_sent_twice_is_there_once(cast: Cast, client_for: SignIn) -> None:
    client, form = client_for(cast.helper), {"weekday": "3", "begins": "14:00", "ends": "18:00"}
    for _tap in range(2):
        client.post(f"/c/{cast.circle.pk}/me/times/", form | {"once": str(uuid4())})
    assert FreeTime.objects.count() == 1


def test_a_time_that_ends_before_it_begins_is_refused_and_kept(
    cast: Cast, client_for: SignIn
) -> None:
    form = {"weekday": "3", "begins": "18:00", "ends": "14:00"}
    page = client_for(cast.helper).post(f"/c/{cast.circle.pk}/me/times/", form)
    assert page.status_code == 422
    assert 'value="18:00"' in page.content.decode()


def test_notes_changed_on_another_phone_are_not_written_over(
    cast: Cast, client_for: SignIn
) -> None:
    client, path = client_for(cast.helper), f"/c/{cast.circle.pk}/me/notes/"
    client.post(path, {"text": "One", "version": "1"})
    client.post(path, {"text": "Two", "version": "1"})
    page = client.post(path, {"text": "Three", "version": "1"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Two" in text
    assert "Three" in text
    assert OwnNotes.objects.get().text == "Two"


def test_ten_thousand_characters_of_notes_fit(cast: Cast, client_for: SignIn) -> None:
    client, path = client_for(cast.helper), f"/c/{cast.circle.pk}/me/notes/"
    assert client.post(path, {"text": "a" * 10_000, "version": "1"}).status_code == 302
    assert client.post(path, {"text": "a" * 13_000, "version": "2"}).status_code == 422


def test_who_leaves_gives_back_what_they_had_and_takes_their_own_side_along(
    cast: Cast, client_for: SignIn
) -> None:
    helper, ids = cast.access(cast.helper), fill(cast.circle, cast.coordinator).ids
    careplan.offer_for_seat(helper, ids["appointment"], SeatKind.DRIVER)
    careplan.claim_task(helper, ids["task"])
    client = client_for(cast.helper)
    write_own_side(client, cast, shared=True)

    assert client.get(f"/c/{cast.circle.pk}/me/leaving/").status_code == 200
    assert client.post(f"/c/{cast.circle.pk}/me/leaving/")["Location"] == "/circles/"

    assert client.get(f"/c/{cast.circle.pk}/").status_code == 404
    assert Task.objects.get(pk=ids["task"]).claimed_by is None
    assert Seat.objects.get(appointment=ids["appointment"]).holder is None
    assert not OwnNotes.objects.exists()
    assert not Limits.objects.exists()
    assert not FreeTime.objects.exists()
    assert Receipt.objects.filter(action="left", membership=helper.membership).count() == 1
    page = client_for(cast.patient).get(f"/c/{cast.circle.pk}/tasks/").content.decode()
    assert "Secret task" in page


def test_who_lost_sight_of_tasks_meanwhile_still_gives_theirs_back(
    cast: Cast, client_for: SignIn
) -> None:
    helper = cast.access(cast.helper)
    task = careplan.add_task(helper, task_id=uuid4(), draft=TaskDraft("Mow the lawn", "", None))
    careplan.claim_task(helper, task.pk)
    nothing = {section.value: int(Level.NONE) for section in Section}
    Membership.objects.filter(pk=helper.membership.pk).update(levels=nothing)
    client_for(cast.helper).post(f"/c/{cast.circle.pk}/me/leaving/")
    assert Task.objects.get(pk=task.pk).claimed_by is None


def test_the_patient_cannot_walk_out_of_her_own_circle(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.patient)
    page = client.get(f"/c/{cast.circle.pk}/me/leaving/").content.decode()
    assert "cannot go on without you" in page
    assert f'href="/c/{cast.circle.pk}/closing/"' in page  # what she can do instead
    assert f'href="/c/{cast.circle.pk}/data/"' in page
    assert client.post(f"/c/{cast.circle.pk}/me/leaving/").status_code == 422
    assert client.get(f"/c/{cast.circle.pk}/").status_code == 200


def test_the_last_coordinator_without_a_patient_is_asked_to_find_another(
    db: None, client_for: SignIn
) -> None:
    ana = make_user("ana@example.org", "Ana")
    circle = make_circle(ana, "Mum", for_self=False)
    client = client_for(ana)
    page = client.get(f"/c/{circle.pk}/me/leaving/").content.decode()
    assert "the only one who can plan here" in page
    assert client.post(f"/c/{circle.pk}/me/leaving/").status_code == 422
    assert client.get(f"/c/{circle.pk}/").status_code == 200


def test_a_coordinator_may_leave_while_the_patient_is_there(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.coordinator)
    assert client.post(f"/c/{cast.circle.pk}/me/leaving/").status_code == 302


def test_a_page_is_about_a_section_or_about_ones_own_place_and_never_both() -> None:
    with pytest.raises(TypeError):
        type("Both", (CircleView,), {"section": Section.PLAN, "own_place": True})
    with pytest.raises(TypeError):
        type("Neither", (CircleView,), {})


STAND_IN_STEPS = ("Request", "Confirmation", "Refusal", "Withdrawal")


def test_the_pages_of_ones_own_place_are_these_and_no_others() -> None:
    """A page that is open whatever somebody's levels are is added knowingly."""
    own = {view.__name__ for view in every_view(CircleView) if view.own_place}
    in_circles = {"OwnPlace", "OwnNotesPage", "OwnLimits", "OwnTimes", "OwnTimeRemoval", "Leaving"}
    handing_over = {"Handover", "HandoverOffer", "HandoverAcceptance", "HandoverRefusal"}
    standing_in = {f"StandIn{step}" for step in ("", "Naming", *STAND_IN_STEPS)}
    closing = {"Wishes", "CircleClosing", "CircleReopening"}
    steps = {"HandoverStep", "StandInStep"}
    assert (
        own
        == in_circles
        | {"OwnReminders", "PreviewEnd"}
        | handing_over
        | standing_in
        | closing
        | steps
    )


def every_view(base: type[CircleView]) -> Iterator[type[CircleView]]:
    for view in base.__subclasses__():
        if view.__module__.startswith("apps."):
            yield view
        yield from every_view(view)
