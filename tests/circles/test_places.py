"""What each person may do, changed by whoever may, through the front door."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.http import Http404, HttpResponse
from django.test import Client

from apps.careplan import selectors as careplan
from apps.careplan import services as plan
from apps.circles import services
from apps.circles.access import open_for_member
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import AccessPeriod, Membership, Receipt
from apps.circles.selectors import SHOWN_SECTIONS
from apps.circles.services.circles import add_member
from apps.core import clock
from apps.core.errors import RuleError
from apps.reminders.models import Reminder
from tests.careplan.drafts import make_appointment, make_task, when
from tests.people import Cast, make_circle, make_user
from tests.proof import prove

SignIn = Callable[..., Client]


def place_of(cast: Cast, role: str) -> Membership:
    return Membership.objects.get(user=cast.people()[role], circle=cast.circle, ended_at=None)


@pytest.fixture
def proven(cast: Cast, client_for: SignIn) -> Callable[[str], Client]:
    """A client of somebody who has just shown that it is them."""

    def sign_in(role: str) -> Client:
        user = cast.people()[role]
        client = client_for(user)
        prove(client, user)
        return client

    return sign_in


def url(member: Membership, tail: str = "") -> str:
    return f"/c/{member.circle_id}/people/{member.pk}/{tail}"


def fields(member: Membership, **changes: Any) -> dict[str, Any]:
    place = member.place
    values = {
        "version": member.version,
        "role": place.role.value,
        "relationship": place.relationship,
        "starts_on": str(place.starts_on),
        "ends_on": "",
        **{s.value: int(place.levels[s]) for s in SHOWN_SECTIONS},
    }
    return values | changes


def change(client: Client, member: Membership, **changes: Any) -> HttpResponse:
    return client.post(url(member, "change/"), fields(member, **changes))


def test_the_page_says_in_plain_words_what_somebody_can_and_cannot_do(
    cast: Cast, client_for: SignIn
) -> None:
    page = client_for(cast.patient).get(url(place_of(cast, "follower"))).content.decode()
    said = "Rosa can see the tasks, and cannot see the dates, see the medicines or see who is in the circle."
    assert said in page


def test_a_level_taken_away_is_gone_on_the_next_request(
    cast: Cast, client_for: SignIn, proven: Callable[[str], Client]
) -> None:
    member, helper = place_of(cast, "helper"), client_for(cast.helper)
    assert helper.get(f"/c/{cast.circle.pk}/plan/").status_code == 200
    assert change(proven("patient"), member, plan=0).status_code == 302
    assert helper.get(f"/c/{cast.circle.pk}/plan/earlier/").status_code == 403
    receipt = Receipt.objects.get(action="changed", section="people")
    assert (receipt.subject_id, receipt.membership) == (member.pk, place_of(cast, "patient"))


def test_another_role_brings_what_is_usual_for_it(
    cast: Cast, proven: Callable[[str], Client]
) -> None:
    member = place_of(cast, "follower")
    change(proven("coordinator"), member, role="helper")
    member.refresh_from_db()
    assert member.section_levels[Section.PLAN] == Level.TAKE_PART
    assert member.section_levels[Section.CARD] == Level.SEE  # a room that is not built yet


def test_what_is_chosen_beside_another_role_holds(
    cast: Cast, proven: Callable[[str], Client]
) -> None:
    member = place_of(cast, "follower")
    change(proven("patient"), member, role="helper", plan=1, tasks=1)
    member.refresh_from_db()
    assert member.section_levels[Section.PLAN] == Level.SEE


@pytest.mark.parametrize(
    ("actor", "target", "said"),
    [
        ("coordinator", "patient", "It is Mei Chen’s circle"),
        ("coordinator", "coordinator", "You cannot change your own place. Ask Mei Chen to."),
        ("patient", "patient", "It is Mei Chen’s circle"),
    ],
)
@pytest.mark.parametrize("step", ["change/", "removal/"])
def test_a_place_that_is_not_ones_to_change_stays_and_says_why(
    cast: Cast, proven: Callable[[str], Client], actor: str, target: str, said: str, step: str
) -> None:
    member, client = place_of(cast, target), proven(actor)
    page = client.get(url(member, step), follow=True)
    assert said in page.content.decode()
    client.post(url(member, step), fields(member, role="follower", plan=0))
    again = place_of(cast, target)
    assert (again.version, again.levels) == (member.version, member.levels)


def test_coordinators_leave_each_other_to_the_patient(
    cast: Cast, proven: Callable[[str], Client]
) -> None:
    second = add_member(cast.circle, make_user("b@example.org", "Ben"), Role.COORDINATOR, "")
    page = proven("coordinator").get(url(second, "change/"), follow=True).content.decode()
    assert "Only the patient can change what Ben may do." in page
    assert change(proven("patient"), second, role="helper").status_code == 302


def test_nobody_gives_more_than_they_may_do_themselves(
    cast: Cast, proven: Callable[[str], Client]
) -> None:
    patient, member = proven("patient"), place_of(cast, "coordinator")
    change(patient, member, plan=1)
    helper = place_of(cast, "follower")
    assert change(proven("coordinator"), helper, plan=3).status_code == 422
    assert change(proven("coordinator"), helper, plan=1).status_code == 302


def test_a_circle_without_its_patient_keeps_somebody_who_coordinates(db: None) -> None:
    ana, ben = make_user("ana@example.org", "Ana"), make_user("ben@example.org", "Ben")
    circle = make_circle(ana, "Mum", for_self=False)
    first = Membership.objects.get(user=ana)
    second = add_member(circle, ben, Role.COORDINATOR, "")
    by_ana, by_ben = open_for_member(first.pk), open_for_member(second.pk)
    assert by_ana
    assert by_ben
    services.remove_member(by_ana, second.pk, tell=False)
    with pytest.raises(Http404):  # an access opened before is looked at again
        services.remove_member(by_ben, first.pk, tell=False)
    with pytest.raises(RuleError, match="You are the only one who coordinates"):
        services.remove_member(by_ana, first.pk, tell=False)


def test_a_change_over_a_version_nobody_saw_is_refused_with_both_shown(
    cast: Cast, proven: Callable[[str], Client]
) -> None:
    opened = place_of(cast, "helper")
    change(proven("patient"), opened, plan=1)
    page = change(proven("coordinator"), opened, plan=0, relationship="cousin")
    text = page.content.decode()
    assert page.status_code == 409
    assert "Mei Chen changed this while you were choosing" in text
    assert "Now: Can see the dates" in text
    assert "cousin" in text
    assert place_of(cast, "helper").section_levels[Section.PLAN] == Level.SEE


def test_changing_a_place_asks_for_a_fresh_proof(cast: Cast, client_for: SignIn) -> None:
    client, member = client_for(cast.patient), place_of(cast, "helper")
    for step in ("change/", "removal/"):
        assert "/proof/" in client.get(url(member, step))["Location"]
        client.post(url(member, step), fields(member, plan=0))
    assert place_of(cast, "helper").version == member.version


def test_until_30_june_ends_at_midnight_where_the_patient_is(
    cast: Cast, client_for: SignIn, proven: Callable[[str], Client]
) -> None:
    cast.circle.time_zone = "Pacific/Auckland"
    cast.circle.save()
    member, zone = place_of(cast, "helper"), ZoneInfo("Pacific/Auckland")
    last = clock.today("Pacific/Auckland") + timedelta(days=3)
    change(proven("patient"), member, ends_on=str(last))
    midnight = datetime.combine(last, datetime.max.time(), zone)
    page = f"/c/{cast.circle.pk}/"
    with time_machine.travel(midnight, tick=False):
        assert client_for(cast.helper).get(page).status_code == 200
        assert open_for_member(member.pk)
    with time_machine.travel(midnight + timedelta(seconds=1), tick=False):
        assert client_for(cast.helper).get(page).status_code == 404
        assert open_for_member(member.pk) is None  # what jobs and links ask


def test_access_is_kept_as_rows_that_are_never_rewritten(
    cast: Cast, proven: Callable[[str], Client]
) -> None:
    member, patient = place_of(cast, "helper"), proven("patient")
    change(patient, member, plan=1)
    patient.post(url(member, "removal/"), {"told": "no"})
    back = patient.post(url(member, "return/"))["Location"]
    rows = AccessPeriod.objects.filter(membership__user=cast.helper).order_by("pk")
    assert [(r.levels["plan"], r.is_over) for r in rows] == [
        (2, False),
        (1, False),
        (1, True),
        (1, False),
    ]
    assert Membership.objects.filter(user=cast.helper, circle=cast.circle).count() == 2
    page = patient.get(back).content.decode()
    assert "In the circle from" in page
    assert "In the circle since" in page
    with pytest.raises(ValueError, match="never changed"):
        rows[0].save()


def test_taking_out_works_at_once_everywhere_and_frees_what_was_taken_on(
    cast: Cast, client_for: SignIn, proven: Callable[[str], Client]
) -> None:
    helper = cast.access(cast.helper)
    task = make_task(cast.access(cast.patient))
    plan.claim_task(helper, task.pk)
    client, patient = client_for(cast.helper), proven("patient")
    patient.post(url(helper.membership, "removal/"), {"told": "no"})
    assert client.get(task.get_absolute_url()).status_code == 404
    assert len(mail.outbox) == 0
    card = careplan.task_card(cast.access(cast.coordinator), task.pk)
    assert (card.claimer, card.may_claim) == (None, True)
    assert "No longer in the circle" in patient.get(url(helper.membership)).content.decode()


def test_who_is_told_reads_neither_the_circle_nor_a_name(
    cast: Cast, proven: Callable[[str], Client]
) -> None:
    proven("patient").post(url(place_of(cast, "helper"), "removal/"), {"told": "yes"})
    (message,) = mail.outbox
    assert message.to == ["helper@example.org"]
    whole = f"{message.subject} {message.body} {message.alternatives[0][0]}"
    assert not any(word in whole for word in ("Mei", "Jun", "cancer"))


def test_reminders_follow_who_may_see(cast: Cast, proven: Callable[[str], Client]) -> None:
    day = clock.today(cast.circle.time_zone) + timedelta(days=20)
    make_appointment(cast.access(cast.patient), when=when(day))
    member = place_of(cast, "follower")
    patient = proven("patient")
    change(patient, member, role="coordinator")
    owed = Reminder.objects.open().filter(membership=member)
    assert owed.exists()
    member.refresh_from_db()
    change(patient, member, role="helper")
    assert not owed.exists()


def test_who_left_by_themselves_is_invited_and_not_brought_back(
    cast: Cast, proven: Callable[[str], Client]
) -> None:
    member = place_of(cast, "helper")
    member.ended_at = clock.now()
    member.save()
    AccessPeriod.objects.create(
        membership=member,
        began_at=clock.now(),
        role=member.role,
        levels=member.levels,
        is_close=False,
        starts_on=member.starts_on,
        is_over=True,
        changed_by=member,
    )
    page = proven("patient").post(url(member, "return/"), follow=True).content.decode()
    assert "Invite Jun Cole again" in page


def test_after_a_year_the_patient_is_asked_whether_it_is_still_right(
    cast: Cast, proven: Callable[[str], Client], client_for: SignIn
) -> None:
    people = f"/c/{cast.circle.pk}/people/"
    with time_machine.travel(clock.now() + timedelta(days=364), tick=False):
        assert "Still right?" not in client_for(cast.patient).get(people).content.decode()
    with time_machine.travel(clock.now() + timedelta(days=366), tick=False):
        patient = client_for(cast.patient)
        assert "Still right: Jun Cole" in patient.get(people).content.decode()
        assert "Still right?" not in client_for(cast.coordinator).get(people).content.decode()
        patient.post(url(place_of(cast, "helper"), "review/"))
        page = patient.get(people).content.decode()
        assert "Still right: Jun Cole" not in page
        assert "Still right: Ana Ruiz" in page
