"""Erasing an account: two weeks to think, then really gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.accounts.services import change_email
from apps.careplan.models import Appointment, Task
from apps.circles.kinds import Audience, Closing, Role
from apps.circles.models import Circle, Membership, OwnNotes
from apps.circles.services.circles import add_member
from apps.circles.services.closing import close_circle
from apps.circles.services.own_side import save_own_notes
from apps.core import clock
from apps.interop import services
from apps.interop.services import erasing
from tests.access.conftest import fill
from tests.accounts.changing import letter, link
from tests.accounts.signing_in import sign_in
from tests.people import Cast, make_circle, make_user

SignIn = Callable[..., Client]
ACCOUNT = "/me/data/erasure/"


def later(days: int) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(days=days))


def test_an_account_goes_after_two_weeks_and_leaves_what_was_written_for_the_circle(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    fill(cast.circle, cast.coordinator)
    ana = Membership.objects.get(user=cast.coordinator)
    Task.objects.create(
        circle=cast.circle, author=ana, title="Only hers", audience=Audience.ONLY_ME
    )
    save_own_notes(cast.access(cast.coordinator), text="Her thoughts", version=0)
    address = cast.coordinator.email
    assert phone(cast.coordinator).post("/me/data/erasure/", {"sure": "on"}).status_code == 302
    services.erase_due()
    assert User.objects.filter(email=address).exists()  # time to think
    with later(15):
        services.erase_due()
    assert not User.objects.filter(email=address).exists()
    assert not OwnNotes.objects.exists()
    assert [task.title for task in Task.objects.all()] == ["Secret task"]
    assert Task.objects.get().author is None
    assert Appointment.objects.exists()
    assert mail.outbox[-1].to == [address]
    assert "was deleted" in mail.outbox[-1].subject
    people = phone(cast.patient).get(f"/c/{cast.circle.pk}/people/").content.decode()
    assert "Ana Ruiz" not in people


def test_no_session_keeps_the_address_of_an_erased_account(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.helper.email, own_phone="on")
    assert cast.helper.email in str(Session.objects.get().get_decoded())
    assert client.post(ACCOUNT, {"sure": "on"}).status_code == 302
    with later(15):
        services.erase_due()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_it_can_be_stopped_without_another_proof(cast: Cast, client_for: SignIn) -> None:
    services.ask_to_erase_account(cast.helper, with_own_circles=False)
    client = client_for(cast.helper)
    assert client.post("/me/data/erasure/stop/").status_code == 302
    with later(15):
        services.erase_due()
    assert User.objects.filter(pk=cast.helper.pk).exists()


def test_who_gets_the_account_back_keeps_it_and_the_circles_that_were_to_go_with_it(
    cast: Cast,
) -> None:
    """Whoever took it asked for that too, and the letter about it went to their address."""
    address = cast.patient.email
    change_email(cast.patient, "thief@example.org", has_read_old=True)
    services.ask_to_erase_account(cast.patient, with_own_circles=True)
    Client().post(link(letter(address)))
    with later(15):
        services.erase_due()
    assert User.objects.get(pk=cast.patient.pk).email == address
    assert Circle.objects.get(pk=cast.circle.pk).erase_at is None
    assert "stays" in next(m.subject for m in reversed(mail.outbox) if m.to == [address])


def test_the_patient_can_let_her_circle_go_with_her_account_and_keeps_both_by_one_press(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    """Also when the circle was closed meanwhile: then its erasure by itself could be stopped by nobody else."""
    client = phone(cast.patient)
    client.post("/me/data/erasure/", {"sure": "on", "with_own_circles": "on"})
    cast.circle.refresh_from_db()
    assert cast.circle.erase_at == User.objects.get(pk=cast.patient.pk).erase_at is not None
    close_circle(cast.access(cast.coordinator), Closing.ENDED)
    assert client.post("/me/data/erasure/stop/").status_code == 302
    assert "A circle stays" in mail.outbox[-2].subject
    with later(15):
        services.erase_due()
    assert Circle.objects.get(pk=cast.circle.pk).erase_at is None
    assert User.objects.filter(pk=cast.patient.pk).exists()


def test_keeping_the_account_keeps_no_circle_that_was_to_go_by_itself(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    client = phone(cast.patient)
    client.post(f"/c/{cast.circle.pk}/data/erasure/", {"sure": "on"})
    client.post("/me/data/erasure/", {"sure": "on", "with_own_circles": "on"})
    client.post("/me/data/erasure/stop/")
    with later(15):
        services.erase_due()
    assert not Circle.objects.filter(pk=cast.circle.pk).exists()
    assert User.objects.filter(pk=cast.patient.pk).exists()


def test_nobody_leaves_a_circle_without_anyone_who_can_plan(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    Membership.objects.filter(user=cast.patient).update(ended_at=clock.now())
    response = phone(cast.coordinator).post("/me/data/erasure/", {"sure": "on"})
    assert response.status_code == 422
    assert "nobody who can plan" in response.content.decode()
    assert User.objects.get(pk=cast.coordinator.pk).erase_at is None


def test_who_planned_besides_may_leave_meanwhile_and_then_the_account_waits(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    Membership.objects.filter(user=cast.patient).update(ended_at=clock.now())
    second = make_user("second@example.org", "Lin Second")
    place = add_member(cast.circle, second, Role.COORDINATOR, "")
    assert phone(cast.coordinator).post(ACCOUNT, {"sure": "on"}).status_code == 302
    Membership.objects.filter(pk=place.pk).update(ended_at=clock.now())
    with later(15):
        services.erase_due()
    ana = User.objects.get(pk=cast.coordinator.pk)
    assert ana.erase_at is None
    assert "still here" in mail.outbox[-1].subject
    assert "Mei" not in str(mail.outbox[-1].body)


def test_an_account_that_must_wait_keeps_the_circle_that_was_to_go_with_it(cast: Cast) -> None:
    """She plans another circle besides, and who planned there with her leaves meanwhile."""
    second = add_member(cast.other_circle, cast.patient, Role.COORDINATOR, "")
    services.ask_to_erase_account(cast.patient, with_own_circles=True)
    add_member(cast.other_circle, cast.follower, Role.HELPER, "")
    Membership.objects.filter(user=cast.other).update(ended_at=clock.now())
    with later(15):
        services.erase_due()
    assert "still here" in mail.outbox[-1].subject
    assert Circle.objects.get(pk=cast.circle.pk).erase_at is None
    told = {address for message in mail.outbox[-4:-1] for address in message.to}
    assert told == {cast.coordinator.email, cast.helper.email, cast.follower.email}
    Membership.objects.filter(pk=second.pk).update(ended_at=clock.now())
    services.ask_to_erase_account(cast.patient, with_own_circles=True)
    with later(15):
        services.erase_due()
    assert not Circle.objects.filter(pk=cast.circle.pk).exists()
    assert not User.objects.filter(pk=cast.patient.pk).exists()


def test_one_that_cannot_be_erased_keeps_nobody_elses(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(user: User) -> None:
        if user == cast.helper:
            raise ValueError

    monkeypatch.setattr(erasing, "end_sessions", end)
    for user in (cast.helper, cast.follower):
        services.ask_to_erase_account(user, with_own_circles=False)
    with later(15):
        services.erase_due()
    left = User.objects.filter(pk__in=[cast.helper.pk, cast.follower.pk])
    assert [user.pk for user in left] == [cast.helper.pk]


def test_of_two_who_plan_the_second_cannot_go_while_others_stay(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    Membership.objects.filter(user=cast.patient).update(ended_at=clock.now())
    second = make_user("second@example.org", "Lin Second")
    add_member(cast.circle, second, Role.COORDINATOR, "")
    assert phone(cast.coordinator).post(ACCOUNT, {"sure": "on"}).status_code == 302
    client = phone(second)
    assert client.post(ACCOUNT, {"sure": "on"}).status_code == 422
    assert client.post(f"/c/{cast.circle.pk}/me/leaving/").status_code == 422


def test_two_who_plan_for_nobody_else_go_and_take_the_circle_along(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    """The first reads nothing of that, for somebody stays; the second does."""
    stay = {cast.coordinator.pk}
    Membership.objects.filter(circle=cast.circle).exclude(user__in=stay).update(
        ended_at=clock.now()
    )
    second = make_user("second@example.org", "Lin Second")
    add_member(cast.circle, second, Role.COORDINATOR, "")
    first = phone(cast.coordinator)
    assert "Nobody else stays" not in first.get(ACCOUNT).content.decode()
    first.post(ACCOUNT, {"sure": "on"})
    assert "Nobody else stays in Mei’s circle" in phone(second).get(ACCOUNT).content.decode()
    assert phone(second).post(ACCOUNT, {"sure": "on"}).status_code == 302
    with later(15):
        services.erase_due()
    assert not User.objects.filter(pk__in=[cast.coordinator.pk, second.pk]).exists()
    assert not Circle.objects.filter(pk=cast.circle.pk).exists()


def test_a_patient_alone_leaves_nothing_behind_even_without_the_tick(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    olga = Membership.objects.get(user=cast.other)
    Task.objects.create(circle=cast.other_circle, author=olga, title="Hers", zone="Europe/London")
    client = phone(cast.other)
    assert "Nobody else stays in Olga’s circle" in client.get(ACCOUNT).content.decode()
    assert client.post(ACCOUNT, {"sure": "on"}).status_code == 302
    with later(15):
        services.erase_due()
    assert not Circle.objects.filter(pk=cast.other_circle.pk).exists()
    assert not Task.objects.exists()


def test_the_page_costs_the_same_for_any_number_of_circles(
    cast: Cast, phone: Callable[[User], Client], django_assert_num_queries: Any
) -> None:
    client = phone(cast.other)
    client.get(ACCOUNT)
    with CaptureQueriesContext(connection) as one:
        client.get(ACCOUNT)
    for name in ("Lin", "Kim", "Ada"):
        make_circle(cast.other, name, for_self=False)
    with django_assert_num_queries(len(one)):
        assert client.get(ACCOUNT).content.decode().count("Nobody else stays") == 4


def test_whoever_joins_meanwhile_keeps_the_circle(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    phone(cast.other).post(ACCOUNT, {"sure": "on"})
    add_member(cast.other_circle, cast.stranger, Role.COORDINATOR, "")
    with later(15):
        services.erase_due()
    assert Circle.objects.filter(pk=cast.other_circle.pk).exists()


def test_a_patient_does_not_leave_her_circle_to_those_who_cannot_plan(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    Membership.objects.filter(user=cast.coordinator).update(ended_at=clock.now())
    client = phone(cast.patient)
    assert client.post(ACCOUNT, {"sure": "on"}).status_code == 422
    assert client.post(ACCOUNT, {"sure": "on", "with_own_circles": "on"}).status_code == 302


def test_a_closed_circle_is_still_the_patients_to_erase(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    close_circle(cast.access(cast.patient), Closing.ENDED)
    client, url = phone(cast.patient), f"/c/{cast.circle.pk}/data/erasure/"
    assert url in client.get(f"/c/{cast.circle.pk}/data/").content.decode()
    for stop in (f"{url}stop/", "/me/data/erasure/stop/"):
        start = ACCOUNT if stop.startswith("/me") else url
        assert client.post(start, {"sure": "on", "with_own_circles": "on"}).status_code == 302
        assert Circle.objects.get(pk=cast.circle.pk).erase_at is not None
        assert client.post(stop).status_code == 302
        assert Circle.objects.get(pk=cast.circle.pk).erase_at is None


def test_without_the_tick_nothing_is_asked(cast: Cast, phone: Callable[[User], Client]) -> None:
    response = phone(cast.helper).post("/me/data/erasure/", {})
    assert response.status_code == 422
    assert User.objects.get(pk=cast.helper.pk).erase_at is None
