"""What an archive says: everything, in words, on the clock of its place, at a fixed cost."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from apps.accounts.models import User
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.rules import AppointmentDraft, Hours, Shows, TaskDraft, When
from apps.careplan.selectors import appointment, draft_of_appointment
from apps.careplan.services import (
    add_appointment,
    add_task,
    ask_for_task,
    edit_appointment,
    offer_by_link,
    say_no,
)
from apps.circles.models import Circle, CircleOwned, Membership
from apps.circles.rules import FOR_ALL
from apps.core import portable, zones
from apps.interop import rendering, selectors
from tests.access.conftest import Filled
from tests.access.leaks import EVERYTHING
from tests.interop.taking import taken
from tests.people import Cast


def test_the_page_speaks_in_words_and_not_in_those_of_a_machine(cast: Cast, filled: Filled) -> None:
    access = cast.access(cast.coordinator)
    visit = appointment(access, filled.ids["appointment"])
    draft = replace(draft_of_appointment(access, visit), seats=frozenset({SeatKind.PHONE_IN}))
    edit_appointment(access, appointment_id=visit.pk, version=visit.version, draft=draft)
    parts = taken(cast.patient, cast.access(cast.patient))
    for raw in ("True", "False", "None", "[", "{", "datetime", "phone_in", "_"):
        assert raw not in parts["page"]
    for words in ("<dd>yes</dd>", "<dd>no</dd>", "Someone to listen in by phone"):
        assert words in parts["page"]
    assert "Ana Ruiz changed who should come" in parts["page"]
    assert "an appointment: Secret scan" in parts["page"]
    change = parts["careplan.planchange"][-1]["change"]
    assert change["after"] == {"seats": ["phone_in"]}  # a program reads codes


def test_a_visit_is_told_on_the_clock_of_its_place_and_without_a_time_by_its_day(
    cast: Cast,
) -> None:
    """Whoever reads it in New York is six hours behind Madrid, where that day has begun already."""
    User.objects.filter(pk=cast.patient.pk).update(time_zone="America/New_York")
    day = date(2027, 3, 2)
    for at, known in ((time.min, False), (time(10, 30), True)):
        when = When(zones.moment(day, at, "Europe/Madrid"), known, "Europe/Madrid")
        draft = AppointmentDraft(AppointmentKind.SCAN, "", when, "", "", frozenset())
        add_appointment(cast.access(cast.patient), appointment_id=uuid4(), draft=draft)
    Circle.objects.filter(pk=cast.circle.pk).update(time_zone="Asia/Shanghai")
    six, seven = (zones.moment(day, time(hour), "Asia/Shanghai") for hour in (18, 19))
    task = TaskDraft("Cook", "", day, hours=Hours(six, seven))
    add_task(cast.access(cast.patient), task_id=uuid4(), draft=task)
    parts = taken(cast.patient, cast.access(cast.patient))
    assert "2 March 2027, time not known yet" in parts["page"]
    assert "2 March 2027, 10:30, on the clock in Madrid" in parts["page"]
    assert "2 March 2027, 18:00 to 19:00, on the clock in Shanghai" in parts["page"]
    assert "Times are on the clock in New York" in parts["page"]
    told = [row["when"] for row in parts["careplan.appointment"]]
    assert [(when["starts_at"], when["zone"]) for when in told] == [
        ("2027-03-02", "Europe/Madrid"),
        ("2027-03-02T10:30:00+01:00", "Europe/Madrid"),
    ]
    assert parts["careplan.task"][0]["when"]["starts_at"] == "2027-03-02T18:00:00+08:00"


def test_a_circle_is_taken_out_with_its_people_and_who_wrote_what(
    cast: Cast, filled: Filled
) -> None:
    access, task_id = cast.access(cast.coordinator), filled.ids["task"]
    jun = Membership.objects.get(user=cast.helper)
    offer_by_link(access, task_id, Shows(title=True, when=False, notes=True))
    ask_for_task(access, task_id, jun.pk)
    parts = taken(cast.patient, cast.access(cast.patient))
    people = {row["name"]: row for row in parts["circles.membership"]}
    assert {"Mei Chen", "Ana Ruiz", "Jun Cole", "Kit Former"} <= people.keys()
    assert people["Jun Cole"]["levels"]["tasks"] == "take_part"
    (task,) = parts["careplan.task"]
    assert task["author"]["name"] == "Ana Ruiz"
    (asked,) = parts["careplan.taskrequest"]
    assert asked["task"] == {"id": task["id"], "name": "Secret task"}
    assert (asked["asked"]["name"], asked["status"]) == ("Jun Cole", "pending")
    (link,) = parts["careplan.tasklink"]
    assert (link["shows_title"], link["shows_when"], link["taken_back_at"]) == (True, False, None)
    say_no(cast.access(cast.helper), task_id)
    parts = taken(cast.patient, cast.access(cast.patient))
    assert "careplan.taskrequest" not in parts  # his no is for Ana, who asked him


def test_an_archive_costs_the_same_queries_however_much_there_is(cast: Cast) -> None:
    Membership.objects.filter(user=cast.helper).update(marked_close=True)
    costs = []
    for who in (cast.coordinator, cast.patient):
        for item in EVERYTHING:
            item.make(cast.access(who), "Words", FOR_ALL)
        access = cast.access(cast.patient)
        for rows in (selectors.circle_rows(access), selectors.own_rows(who)):
            with CaptureQueriesContext(connection) as caught:
                list(rendering.chapters(rows))
            costs.append(len(caught))
    assert costs[2:] == costs[:2]


def test_every_line_of_an_archive_can_be_translated() -> None:
    parts = [*portable.own_parts(), *portable.circle_parts()]
    labels = {
        (part.model, name): field.label if isinstance(field, portable.Told) else field
        for part in parts
        for name, field in part.fields.items()
    }
    assert [key for key, label in labels.items() if not isinstance(label, Promise)] == []


def test_no_room_names_a_kind_of_row_twice() -> None:
    first = next(portable.circle_parts())
    with pytest.raises(ValueError, match="twice"):
        portable.register(replace(first, title="Another"))


def test_every_kind_of_circle_row_can_be_taken_out() -> None:
    """A new kind of row that no room names here would be missing from everybody's archive."""
    kinds = {model for model in apps.get_models() if issubclass(model, CircleOwned)}
    assert kinds - {part.model for part in portable.circle_parts()} == set()


def test_every_kind_of_row_that_hangs_on_a_person_is_theirs_to_take_or_named_here() -> None:
    """Machinery that tells nothing of a person's own is left out, each with its reason; so are pages of the library."""
    left_out = {
        "account.emailaddress",  # the address stands in the account
        "mfa.authenticator",  # keys, not words
        "usersessions.usersession",
        "reminders.pushdevice",  # an address of a browser, not words
        "interop.archive",  # the archives themselves
    }
    ours = {part.model for part in portable.own_parts()}
    missing = {
        model._meta.label_lower
        for model in apps.get_models()
        for field in model._meta.fields
        if field.remote_field and field.remote_field.model in {User}
        if field.name in {"user", "owner"} and model not in ours
    }
    assert {m for m in missing if not m.startswith(("wagtail", "library"))} - left_out == set()
