"""What people choose of reminders, on their pages, and what follows from it."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import Traveller

from apps.accounts.models import User
from apps.circles.kinds import Section
from apps.circles.models import Membership
from apps.reminders import registry, rules, services
from apps.reminders.forms.hours import lead_words
from apps.reminders.kinds import Kind, Listening, Reason, State
from apps.reminders.models import HourWish, Listener, Mute, Preference, Reminder
from apps.reminders.rules import DAY, HOUR, THREE_DAYS, TWO_HOURS, VISIT_LEADS, WEEK, Muted
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink
from tests.reminders.visits import visits

SignIn = Callable[..., Client]
SITE = frozenset({WEEK, DAY, TWO_HOURS})


@pytest.mark.parametrize(
    ("own", "circles", "expected"),
    [
        ({}, {}, SITE),
        ({}, {WEEK: False, HOUR: True}, {DAY, TWO_HOURS, HOUR}),
        ({WEEK: True}, {WEEK: False, HOUR: True}, SITE | {HOUR}),
        ({WEEK: False, DAY: False, TWO_HOURS: False}, {}, frozenset()),
        ({THREE_DAYS: True}, {}, SITE | {THREE_DAYS}),
    ],
)
def test_ones_own_wish_holds_over_the_circles_and_that_over_the_sites(
    own: dict[int, bool], circles: dict[int, bool], expected: frozenset[int]
) -> None:
    def of_visits(hours: dict[int, bool]) -> dict[tuple[str, int], bool]:
        return {("visit", offset): wish for offset, wish in hours.items()}

    leads = rules.wanted("visit", VISIT_LEADS, own=of_visits(own), circles=of_visits(circles))
    assert {lead.offset for lead in leads} == expected
    assert rules.wanted("other", VISIT_LEADS, own=of_visits(own), circles={}) == rules.REGULAR


def test_choosing_what_the_site_does_anyway_is_no_wish() -> None:
    assert rules.to_keep("visit", VISIT_LEADS, SITE) == {}
    kept = rules.to_keep("visit", VISIT_LEADS, frozenset({DAY}))
    assert kept == {("visit", lead.offset): lead.offset == DAY for lead in VISIT_LEADS}


@pytest.mark.parametrize(
    ("mute", "section", "author", "covered"),
    [
        (Muted(1), "plan", 7, True),
        (Muted(2), "plan", 7, False),
        (Muted(1, section="plan"), "plan", 7, True),
        (Muted(1, section="tasks"), "plan", 7, False),
        (Muted(1, person=7), "plan", 7, True),
        (Muted(1, person=8), "plan", 7, False),
        (Muted(1, person=7), "plan", None, False),
    ],
)
def test_what_a_mute_covers(mute: Any, section: str, author: Any, covered: bool) -> None:
    assert mute.covers(1, section, author) is covered


@pytest.mark.parametrize(
    ("offset", "words"),
    [(WEEK, "7 days before, at 18:00"), (DAY, "1 day before, at 18:00"), (HOUR, "1 hour before")],
)
def test_hours_are_said_in_words(offset: int, words: str) -> None:
    assert lead_words(next(lead for lead in VISIT_LEADS if lead.offset == offset)) == words


@pytest.fixture
def adjustable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Visits whose hours can be chosen, entered by nobody in particular."""
    monkeypatch.setattr(visits, "leads", VISIT_LEADS, raising=False)
    monkeypatch.setattr(visits, "section", Section.PLAN, raising=False)
    monkeypatch.setattr(visits, "label", "Visits", raising=False)
    monkeypatch.setattr(visits, "author", lambda _ask: None, raising=False)
    only = {visits.name: visits}
    monkeypatch.setattr(registry, "adjustable", lambda: only)


@pytest.fixture
def visit_ahead(visit: Callable[..., Occasion], cast: Cast, adjustable: None) -> Occasion:
    occasion = visit(people=(cast.patient, cast.helper))
    services.plan(occasion)
    visits.ahead[occasion.subject_id] = occasion
    return occasion


def offsets(user: User) -> set[int]:
    rows = Reminder.objects.open().filter(membership__user=user, kind=Kind.DUE)
    return set(rows.values_list("offset", flat=True))


def save(client: Client, **fields: Any) -> None:
    form = {
        "has_quiet": "on",
        "quiet_from": "21:00",
        "quiet_to": "08:00",
        "says_more": "no",
        "hours_visit": [WEEK, DAY, TWO_HOURS],
    }
    response = client.post("/me/reminders/", form | fields)
    assert response.status_code == 302, response.content.decode()


@pytest.mark.django_db
def test_choosing_hours_plans_anew_for_that_person_alone(
    visit_ahead: Occasion, cast: Cast, client_for: SignIn
) -> None:
    client = client_for(cast.helper)
    save(client, hours_visit=[DAY, HOUR])
    assert offsets(cast.helper) == {DAY, HOUR}
    assert offsets(cast.patient) == SITE
    save(client, hours_visit=[])
    assert offsets(cast.helper) == set()
    save(client)
    assert offsets(cast.helper) == SITE
    assert not HourWish.objects.exists()


@pytest.mark.django_db
def test_quiet_hours_and_words_are_kept_and_shown_again(
    visit_ahead: Occasion, cast: Cast, client_for: SignIn
) -> None:
    client = client_for(cast.helper)
    save(client, quiet_from="17:00", quiet_to="19:00", says_more="yes")
    row = Preference.objects.get(user=cast.helper)
    assert (row.quiet_from, row.quiet_to, row.says_more) == (time(17), time(19), True)
    assert Reminder.objects.get(
        membership__user=cast.helper, offset=WEEK
    ).due_at == WEEK_BEFORE + timedelta(hours=1)
    page = client.get("/me/reminders/").content.decode()
    assert 'value="17:00"' in page
    save(client, has_quiet="")
    row.refresh_from_db()
    assert row.quiet_from is None


@pytest.mark.django_db
def test_quiet_hours_without_an_end_are_asked_for_again(cast: Cast, client_for: SignIn) -> None:
    form = {"has_quiet": "on", "quiet_from": "22:00", "quiet_to": "", "says_more": "no"}
    response = client_for(cast.helper).post("/me/reminders/", form)
    assert response.status_code == 422
    assert "Please say from when until when." in response.content.decode()
    assert 'value="22:00"' in response.content.decode()


@pytest.mark.django_db
def test_a_hour_no_longer_wanted_is_not_sent_even_if_it_waits(
    visit_ahead: Occasion, cast: Cast, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    HourWish.objects.create(user=cast.helper, subject="visit", offset=WEEK, wanted=False)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert sink.to(cast.helper.email) == []
    row = Reminder.objects.get(membership__user=cast.helper, offset=WEEK)
    assert (row.state, row.reason) == (State.SKIPPED, Reason.NOT_WANTED)


@pytest.mark.django_db
def test_more_is_said_only_to_who_allowed_it(
    visit_ahead: Occasion, cast: Cast, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    Preference.objects.create(user=cast.helper, says_more=True)
    clock.move_to(WEEK_BEFORE)
    send_due()

    def text_to(user: User) -> str:
        [message] = sink.to(user.email)
        part = message.get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    assert "The whole truth." in text_to(cast.helper)
    assert "The whole truth." not in text_to(cast.patient)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["all_quiet", "lists", "people"])
def test_what_is_muted_is_not_written_about(
    visit_ahead: Occasion, cast: Cast, sink: Sink, clock: Traveller, send_due: SendDue,
    client_for: SignIn, monkeypatch: pytest.MonkeyPatch, what: str,
) -> None:  # fmt: skip
    author = cast.access(cast.coordinator).membership.pk
    monkeypatch.setattr(visits, "author", lambda _ask: author)
    value = {"all_quiet": "on", "lists": "plan", "people": str(author)}[what]
    response = client_for(cast.helper).post(f"/c/{cast.circle.pk}/me/reminders/", {what: value})
    assert response.status_code == 302
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert sink.to(cast.helper.email) == []
    assert len(sink.to(cast.patient.email)) == 1
    assert (
        Reminder.objects.get(reason=Reason.MUTED).membership == cast.access(cast.helper).membership
    )
    client_for(cast.helper).post(f"/c/{cast.circle.pk}/me/reminders/", {})
    assert not Mute.objects.exists()


@pytest.mark.django_db
def test_a_circles_hours_hold_for_whoever_has_none_of_their_own(
    visit_ahead: Occasion, cast: Cast, client_for: SignIn
) -> None:
    save(client_for(cast.helper), hours_visit=[WEEK])
    url = f"/c/{cast.circle.pk}/people/reminders/"
    response = client_for(cast.coordinator).post(url, {"hours_visit": [DAY, HOUR]})
    assert response.status_code == 302
    assert offsets(cast.patient) == {DAY, HOUR}
    assert offsets(cast.helper) == {WEEK}


@pytest.mark.django_db
def test_a_circle_names_who_gets_the_patients_reminders(
    adjustable: None, clock: Traveller, cast: Cast, client_for: SignIn
) -> None:
    member = Membership.objects.get(user=cast.helper, circle=cast.circle)
    url, client = f"/c/{cast.circle.pk}/people/reminders/", client_for(cast.coordinator)
    hours = {"hours_visit": [WEEK, DAY, TWO_HOURS]}
    client.post(url, hours | {"for_patient": str(member.pk)})
    assert Listener.objects.get().why == Listening.FOR_PATIENT
    assert Listener.objects.get().membership == member
    former = Membership.objects.get(user=cast.former)
    assert client.post(url, hours | {"for_patient": str(former.pk)}).status_code == 422
    client.post(url, hours | {"for_patient": ""})
    assert not Listener.objects.exists()


@pytest.mark.django_db
def test_leaving_a_page_as_it_is_changes_nothing(
    visit_ahead: Occasion, cast: Cast, client_for: SignIn
) -> None:
    before = list(Reminder.objects.order_by("pk").values())
    save(client_for(cast.helper))
    assert list(Reminder.objects.order_by("pk").values()) == before


def test_every_kind_of_message_stands_in_a_list_that_can_be_muted() -> None:
    """But those about the circle itself, which its coordinators need."""
    about_the_circle = {"invitation", "unreached", "texts_spent"}
    named = set(registry._subjects) - {visits.name}
    assert named - set(registry.listed()) == about_the_circle
