"""Taking out what is one's own, or what one may see of a circle: complete, readable, and for its owner alone."""

import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.test import Client

from apps.accounts.models import User
from apps.circles.kinds import Audience, Section
from apps.circles.models import Membership
from apps.circles.services.own_side import save_own_notes
from apps.core import clock
from apps.interop import rendering, services
from apps.interop.models import Archive
from tests.access.conftest import Filled
from tests.interop.taking import opened
from tests.people import Cast

SignIn = Callable[..., Client]
NONE = {section.value: 0 for section in Section}


def ask(client: Client, url: str, once: UUID | None = None) -> None:
    assert client.post(url, {"once": str(once or uuid4())}).status_code == 302


def fetch(client: Client, archive: Archive) -> dict[str, Any]:
    response = client.get(f"/me/data/archives/{archive.pk}/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    return opened(response.content)


def test_a_person_takes_out_what_is_theirs_and_nothing_of_others(
    cast: Cast, filled: Filled, phone: Callable[[User], Client]
) -> None:
    save_own_notes(cast.access(cast.helper), text="My own thoughts", version=0)
    save_own_notes(cast.access(cast.coordinator), text="Not for Jun", version=0)
    client = phone(cast.helper)
    ask(client, "/me/data/")
    services.make_waiting()
    parts = fetch(client, Archive.objects.get())
    assert parts["accounts.user"][0]["email"] == cast.helper.email
    (note,) = parts["circles.ownnotes"]
    assert (note["circle"]["name"], note["text"]) == ("Mei’s circle", "My own thoughts")
    assert "careplan.task" not in parts  # he wrote none
    assert "My own thoughts" in parts["page"]
    assert "Not for Jun" not in parts["page"]
    assert "archive is ready" in mail.outbox[-1].subject


def test_the_patient_takes_out_the_whole_circle_with_what_she_may_see(
    cast: Cast, filled: Filled, phone: Callable[[User], Client]
) -> None:
    ana = Membership.objects.get(user=cast.coordinator)
    task = apps.get_model("careplan.task").objects.get()
    hidden = {"circle": cast.circle, "author": ana, "audience": Audience.ONLY_ME}
    type(task).objects.create(title="Ana’s surprise", **hidden)
    client = phone(cast.patient)
    ask(client, f"/c/{cast.circle.pk}/data/")
    services.make_waiting()
    parts = fetch(client, Archive.objects.get())
    assert [row["title"] for row in parts["careplan.task"]] == ["Secret task"]
    assert parts["careplan.appointment"][0]["place"] == "Secret place"
    assert f"/c/{cast.circle.pk}/data/" in str(mail.outbox[-1].body)  # where it can be fetched
    assert "Ana’s surprise" not in parts["page"]


def test_a_double_tap_asks_once(cast: Cast, phone: Callable[[User], Client]) -> None:
    client, once = phone(cast.helper), uuid4()
    for _ in range(2):
        ask(client, "/me/data/", once)
    assert Archive.objects.count() == 1


def test_nobody_else_can_fetch_it_and_nobody_after_a_week(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    ask(phone(cast.helper), "/me/data/")
    services.make_waiting()
    url = f"/me/data/archives/{Archive.objects.get().pk}/"
    assert phone(cast.patient).get(url).status_code == 404
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert phone(cast.helper).get(url).status_code == 404
        services.forget_expired()
    assert not Archive.objects.exists()


def test_who_left_before_it_was_made_gets_no_circle(
    cast: Cast, filled: Filled, phone: Callable[[User], Client]
) -> None:
    ask(phone(cast.coordinator), f"/c/{cast.circle.pk}/data/")
    Membership.objects.filter(user=cast.coordinator).update(ended_at=clock.now())
    services.make_waiting()
    assert Archive.objects.get().content is None
    assert "/archives/" not in phone(cast.coordinator).get("/me/data/").content.decode()


def test_who_left_or_may_no_longer_take_it_out_cannot_fetch_the_circle_that_was_made(
    cast: Cast, filled: Filled, phone: Callable[[User], Client]
) -> None:
    client = phone(cast.coordinator)
    ask(client, f"/c/{cast.circle.pk}/data/")
    services.make_waiting()
    archive = Archive.objects.get()
    place = Membership.objects.get(user=cast.coordinator)
    for kept_from in ({"ends_on": clock.today("UTC") - timedelta(days=1)}, {"levels": NONE}):
        stands = {name: getattr(place, name) for name in kept_from}
        starts = place.starts_on - timedelta(days=9)
        Membership.objects.filter(pk=place.pk).update(starts_on=starts, **kept_from)
        assert client.get(f"/me/data/archives/{archive.pk}/").status_code == 404
        Membership.objects.filter(pk=place.pk).update(**stands)
        fetch(client, archive)


def test_an_archive_goes_when_the_place_changes_and_what_waits_is_made_as_things_are_then(
    cast: Cast, filled: Filled, phone: Callable[[User], Client]
) -> None:
    ask(phone(cast.coordinator), f"/c/{cast.circle.pk}/data/")
    services.make_waiting()
    ask(phone(cast.coordinator), "/me/data/")
    place = Membership.objects.get(user=cast.coordinator)
    url = f"/c/{cast.circle.pk}/people/{place.pk}/"
    assert phone(cast.patient).post(f"{url}removal/").status_code == 302
    services.make_waiting()
    assert [archive.circle_id for archive in Archive.objects.all()] == [None]


def test_while_one_is_put_together_asking_again_is_asking_once(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    client = phone(cast.patient)
    for url in (
        "/me/data/",
        "/me/data/",
        f"/c/{cast.circle.pk}/data/",
        f"/c/{cast.circle.pk}/data/",
    ):
        ask(client, url)
    assert Archive.objects.count() == 2


def test_five_archives_are_enough_for_a_day(
    cast: Cast, filled: Filled, phone: Callable[[User], Client]
) -> None:
    client = phone(cast.patient)
    for url in ("/me/data/", f"/c/{cast.circle.pk}/data/", "/me/data/", "/me/data/", "/me/data/"):
        ask(client, url)
        services.make_waiting()
    for url in ("/me/data/", f"/c/{cast.circle.pk}/data/"):
        response = client.post(url, {"once": str(uuid4())})
        assert response.status_code == 422
        assert "tomorrow you can ask again" in response.content.decode()
    assert Archive.objects.count() == 5
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        ask(phone(cast.patient), "/me/data/")


def test_one_that_cannot_be_made_holds_up_no_other_and_its_owner_is_told_in_the_end(
    cast: Cast, phone: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = services.ask_for_archive(cast.helper, archive_id=uuid4())
    fine = services.ask_for_archive(cast.patient, archive_id=uuid4())
    really = rendering.zipped

    def zipped(title: str, found: Any, made_at: Any) -> bytes:
        if any(v.plain == cast.helper.email for c in found for row in c.rows for v in row):
            raise ValueError
        return really(title, found, made_at)

    monkeypatch.setattr(rendering, "zipped", zipped)
    services.make_waiting()
    fine.refresh_from_db()
    broken.refresh_from_db()
    assert (fine.state, broken.state, broken.attempts) == ("ready", "waiting", 1)
    assert broken.next_try_at > clock.now()
    while broken.state == "waiting":
        with time_machine.travel(broken.next_try_at, tick=False):
            services.make_waiting()
        broken.refresh_from_db()
    assert broken.attempts == 6
    assert mail.outbox[-1].to == [cast.helper.email]
    assert "could not be made" in mail.outbox[-1].subject
    assert "could not be made" in phone(cast.helper).get("/me/data/").content.decode()


def test_one_that_ends_its_worker_is_not_the_first_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = services.ask_for_archive(cast.helper, archive_id=uuid4())
    with monkeypatch.context() as patched:
        patched.setattr(rendering, "zipped", lambda *_: sys.exit())
        with pytest.raises(SystemExit):
            services.make_waiting()
    deadly.refresh_from_db()
    assert (deadly.state, deadly.attempts) == ("waiting", 1)
    assert deadly.next_try_at > clock.now()


def test_a_session_left_open_is_asked_who_it_is_first(cast: Cast, client_for: SignIn) -> None:
    response = client_for(cast.helper).get("/me/data/")
    assert response["Location"].startswith("/proof/")
