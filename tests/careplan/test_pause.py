"""One switch stops every message of a circle."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from apps.core import clock
from tests.access.conftest import fill
from tests.people import Cast

SignIn = Callable[..., Client]


def test_a_pause_shows_on_each_page_and_which_visits_nobody_is_reminded_of(
    cast: Cast, client_for: SignIn
) -> None:
    fill(cast.circle, cast.coordinator)
    client = client_for(cast.patient)
    url = f"/c/{cast.circle.pk}/pause/"
    assert "Secret scan" in client.get(url).content.decode()
    client.post(url, {"last_day": "", "keep_visits": "on"})
    assert "Messages are paused." in client.get(f"/c/{cast.circle.pk}/").content.decode()
    cast.circle.refresh_from_db()
    assert cast.circle.pause_spares == cast.access(cast.patient).membership.pk
    client.post(f"{url}end/")
    assert "Messages are paused" not in client.get(f"/c/{cast.circle.pk}/").content.decode()


def test_it_ends_by_itself_after_the_last_day_in_her_zone(cast: Cast, client_for: SignIn) -> None:
    day = clock.today(cast.circle.time_zone) + timedelta(days=2)
    client_for(cast.patient).post(f"/c/{cast.circle.pk}/pause/", {"last_day": day.isoformat()})
    cast.circle.refresh_from_db()
    until = cast.circle.paused_until
    assert until is not None
    assert cast.circle.is_paused(until - timedelta(seconds=1))
    assert not cast.circle.is_paused(until)


def test_a_day_that_is_past_is_said_beside_the_field(cast: Cast, client_for: SignIn) -> None:
    response = client_for(cast.patient).post(
        f"/c/{cast.circle.pk}/pause/", {"last_day": "2020-01-01"}
    )
    assert response.status_code == 422
    assert "Choose a day from today on" in response.content.decode()
