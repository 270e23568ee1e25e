"""Mistakes that portals of this kind are known to make, one test each where no other file holds it.

Dates that end: test_places. Expiry told to both sides: tests/reminders, test_answering. History in rows: test_places,
test_sequences. Handing over announced: test_handover. Codes hashed, tries counted: test_invitation_codes. A carer's own
side: test_own_place. Hidden items: tests/access/test_leaks.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.http import Http404
from django.test import Client
from django.urls import reverse

from apps.circles import services
from apps.circles.access import open_all_for_user, open_circle, open_for_member
from apps.circles.kinds import Closing, Level, Role, Section
from apps.circles.models import Membership
from apps.circles.services.circles import add_member
from apps.core import clock
from tests.access.conftest import WORDS, fill
from tests.access.table import TABLE
from tests.people import Cast, make_user

SignIn = Callable[..., Client]


def place_of(cast: Cast, who: str) -> Membership:
    return Membership.objects.get(circle=cast.circle, user=getattr(cast, who))


def test_the_patient_herself_invites_narrows_and_takes_back(cast: Cast) -> None:
    access = cast.access(cast.patient)
    invitation = services.invite(access, invitation_id=uuid4(), name="Sam", role=Role.HELPER)
    services.accept_invitation(cast.stranger, invitation)
    row = place_of(cast, "stranger")
    narrowed = replace(row.place, levels=row.place.levels | {Section.PLAN: Level.NONE})
    services.change_place(access, row.pk, version=row.version, wanted=narrowed)
    assert not cast.access(cast.stranger).can(Section.PLAN, Level.SEE)
    services.remove_member(access, row.pk, tell=False)
    row.refresh_from_db()
    assert row.ended_at is not None


def test_a_part_can_be_withheld_without_the_others(cast: Cast, client_for: SignIn) -> None:
    row = place_of(cast, "helper")
    wanted = replace(row.place, levels=row.place.levels | {Section.TASKS: Level.NONE})
    access = cast.access(cast.patient)
    services.change_place(access, row.pk, version=row.version, wanted=wanted)
    client = client_for(cast.helper)
    assert client.get(f"/c/{cast.circle.pk}/tasks/").status_code == 403
    assert client.get(f"/c/{cast.circle.pk}/plan/").status_code == 200


def test_what_is_hidden_is_not_sent_and_hidden_by_the_browser(
    cast: Cast, client_for: SignIn
) -> None:
    fill(cast.circle, cast.coordinator)
    page = client_for(cast.follower).get(f"/c/{cast.circle.pk}/").content.decode()
    assert "Secret scan" not in page
    assert "Secret place" not in page


def test_two_people_may_share_a_name(cast: Cast) -> None:
    namesake = make_user("other.jun@example.org", cast.helper.name)
    add_member(cast.circle, namesake, Role.FOLLOWER, "")
    services.remove_member(
        cast.access(cast.patient),
        Membership.objects.get(user=namesake).pk,
        tell=False,
    )
    assert cast.access(cast.helper).can(Section.PLAN, Level.SEE)


def test_no_header_says_who_somebody_is(cast: Cast) -> None:
    headers = {"REMOTE_USER": cast.patient.email, "HTTP_X_FORWARDED_USER": cast.patient.email}
    client = Client(**headers)
    response = client.get(f"/c/{cast.circle.pk}/")
    assert response["Location"].startswith("/sign-in/")


def test_after_a_death_the_family_is_not_locked_out(cast: Cast, client_for: SignIn) -> None:
    fill(cast.circle, cast.coordinator)
    services.close_circle(cast.access(cast.coordinator), Closing.DIED)
    client = client_for(cast.coordinator)
    for path in ("", "plan/", "plan/earlier/", "tasks/", "people/"):
        assert client.get(f"/c/{cast.circle.pk}/{path}").status_code == 200, path


def test_a_day_is_the_patients_day_and_not_the_servers(cast: Cast) -> None:
    cast.circle.time_zone = "Pacific/Auckland"
    cast.circle.save()
    row = place_of(cast, "helper")
    row.starts_on, row.ends_on = date(2027, 1, 1), date(2027, 6, 30)
    row.save()
    with time_machine.travel(datetime(2027, 6, 30, 11, 59, tzinfo=UTC)):
        assert open_circle(cast.helper, cast.circle.pk)
    past_midnight = datetime(2027, 6, 30, 12, 1, tzinfo=UTC)
    with time_machine.travel(past_midnight), pytest.raises(Http404):
        open_circle(cast.helper, cast.circle.pk)


def test_a_first_day_and_a_last_day_hold_on_every_page_and_for_jobs(
    cast: Cast, client_for: SignIn
) -> None:
    row, today = place_of(cast, "helper"), clock.today("Europe/London")
    row.starts_on, row.ends_on = today + timedelta(days=2), today + timedelta(days=4)
    row.save()
    pages = [page for page in TABLE if page.method == "get" and not page.needs]
    paths = [reverse(page.name, args=[cast.circle.pk, *WORDS.get(page.name, ())]) for page in pages]
    shown = ("today", "plan", "task_list")
    open_to_helpers = [reverse(name, args=[cast.circle.pk]) for name in shown]
    for days, is_in in {1: False, 2: True, 4: True, 5: False}.items():
        noon = datetime.combine(today + timedelta(days=days), time(12), UTC)
        with time_machine.travel(noon, tick=False):
            client = client_for(cast.helper)
            looked_at, answer = (open_to_helpers, 200) if is_in else (paths, 404)
            assert {client.get(path).status_code for path in looked_at} == {answer}, days
            assert (open_for_member(row.pk) is not None) is is_in
            assert bool(open_all_for_user(cast.helper)) is is_in
