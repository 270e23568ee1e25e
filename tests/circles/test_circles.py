"""Starting a circle, seeing who is in it, and what the dates of a membership do."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client

from apps.circles.access import open_circle, open_for_member
from apps.circles.kinds import Role, Section
from apps.circles.models import Circle, Membership, Receipt
from apps.circles.services import note_reads
from apps.circles.services.circles import add_member
from apps.core import clock
from tests.people import Cast, make_user

SignIn = Callable[..., Client]


def start(client: Client, **fields: str) -> str:
    form = {
        "once": str(uuid4()),
        "who": "other",
        "patient_name": "Mum",
        "country": "gb",
        "consent": "agrees",
    } | fields
    response = client.post("/circles/new/", form)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def test_a_daughter_starts_a_circle_for_her_mother_and_says_so(
    db: None, client_for: SignIn
) -> None:
    ana = make_user("ana@example.org", "Ana")
    client = client_for(ana)
    place = start(client, relationship="her daughter")
    membership = Membership.objects.get()
    assert (membership.role, membership.relationship) == ("coordinator", "her daughter")
    assert membership.circle.started_for_self is False
    page = client.get(f"{place}people/").content.decode()
    assert "Kept for Mum, who knows and agrees." in page


def test_a_patient_starts_her_own(db: None, client_for: SignIn) -> None:
    client = client_for(make_user("mei@example.org", "Mei"))
    start(client, who="self", patient_name="")
    circle = Circle.objects.get()
    assert circle.patient_name == "Mei"
    assert Membership.objects.get().role == "patient"


def test_the_same_form_sent_twice_makes_one_circle(db: None, client_for: SignIn) -> None:
    client = client_for(make_user("ana@example.org", "Ana"))
    once = str(uuid4())
    assert start(client, once=once) == start(client, once=once)
    assert Circle.objects.count() == Membership.objects.count() == 1


def test_a_forms_id_that_belongs_to_someone_else_opens_nothing(
    cast: Cast, client_for: SignIn
) -> None:
    client = client_for(cast.stranger)
    form = {"once": str(cast.circle.pk), "who": "other", "patient_name": "X", "country": "gb"}
    client.post("/circles/new/", form)
    assert client.get(f"/c/{cast.circle.pk}/people/").status_code == 404


def test_a_missing_name_gets_a_sentence_and_nothing_is_saved(db: None, client_for: SignIn) -> None:
    client = client_for(make_user("ana@example.org", "Ana"))
    page = client.post("/circles/new/", {"who": "other", "patient_name": "", "country": "xx"})
    assert page.status_code == 422
    assert "Type what you call the patient" in page.content.decode()
    assert not Circle.objects.exists()


def test_an_end_date_ends_at_midnight_in_the_patients_zone(db: None) -> None:
    mei = make_user("mei@example.org", "Mei", zone="Asia/Shanghai")
    jun = make_user("jun@example.org", "Jun")
    with time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC)):
        circle = Circle.objects.create(
            patient_name="Mei", country="gb", time_zone="Asia/Shanghai",
            started_by=mei, started_for_self=True,
        )  # fmt: skip
        helper = add_member(circle, jun, Role.HELPER, "")
        helper.ends_on = date(2026, 6, 30)
        helper.save()
    with time_machine.travel(datetime(2026, 6, 30, 15, 59, tzinfo=UTC)):  # 23:59 in Shanghai
        assert open_circle(jun, circle.pk).membership == helper
        assert open_for_member(helper.pk)
    with time_machine.travel(datetime(2026, 6, 30, 16, 0, tzinfo=UTC)):
        with pytest.raises(Http404):
            open_circle(jun, circle.pk)
        assert open_for_member(helper.pk) is None


def test_one_person_has_one_place_in_a_circle_at_a_time(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add_member(cast.circle, cast.helper, Role.COORDINATOR, "")


def test_a_circle_has_one_patient_at_a_time(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add_member(cast.circle, cast.stranger, Role.PATIENT, "")


def test_a_read_is_noted_once_a_person_section_and_day(cast: Cast) -> None:
    access = cast.access(cast.helper)
    note_reads([(access, Section.PLAN), (access, Section.TASKS)])
    note_reads([(access, Section.PLAN)])
    assert Receipt.objects.filter(membership=access.membership, action="read").count() == 2


def test_opening_the_people_page_leaves_a_receipt(cast: Cast, client_for: SignIn) -> None:
    client_for(cast.helper).get(f"/c/{cast.circle.pk}/people/")
    receipt = Receipt.objects.get(action="read")
    assert (receipt.section, receipt.membership.user) == ("people", cast.helper)


def test_two_people_may_share_a_name(cast: Cast, client_for: SignIn) -> None:
    add_member(cast.circle, make_user("jun2@example.org", "Jun Cole"), Role.HELPER, "cousin")
    page = client_for(cast.patient).get(f"/c/{cast.circle.pk}/people/").content.decode()
    assert page.count(">Jun Cole</a>") == 2
    assert "cousin" in page


def test_nobody_sees_anothers_address(cast: Cast, client_for: SignIn) -> None:
    for user in (cast.patient, cast.coordinator, cast.helper):
        page = client_for(user).get(f"/c/{cast.circle.pk}/people/").content.decode()
        assert "@example.org" not in page


def test_who_joined_at_the_same_moment_keeps_the_same_order(cast: Cast, client_for: SignIn) -> None:
    """However the database reads them. The leak test compares page with page, and once found them swapped."""
    with time_machine.travel(clock.now(), tick=False):
        names = [f"Twin {number}" for number in range(6)]
        for name in names:
            add_member(cast.circle, make_user(f"{name[-1]}@example.org", name), Role.HELPER, "")
    before = in_order(client_for(cast.coordinator), cast, names)
    Membership.objects.filter(user__name__in=names[:3]).update(marked_close=True)
    with connection.cursor() as cursor:
        for way in ("indexscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    assert in_order(client_for(cast.coordinator), cast, names) == before


def in_order(client: Client, cast: Cast, names: list[str]) -> list[str]:
    page = client.get(f"/c/{cast.circle.pk}/people/").content.decode()
    return sorted(names, key=page.index)
