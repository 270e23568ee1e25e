"""Today: what one person sees first, and what it costs."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.models import Appointment, Task
from apps.careplan.rules import AppointmentDraft, TaskDraft, When
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Role
from apps.circles.models import Receipt
from apps.circles.services.circles import add_member
from apps.core import clock
from apps.today.rules import DayPart, day_part
from tests.many import copies, many_members
from tests.people import Cast, make_circle, make_user

SignIn = Callable[..., Client]


def visit(access: Access, title: str, days: int = 1) -> Appointment:
    when = When(clock.now() + timedelta(days=days), True, "Europe/London")
    draft = AppointmentDraft(
        kind=AppointmentKind.SCAN,
        title=title,
        when=when,
        place="",
        preparation="",
        seats=frozenset(SeatKind),
    )
    return services.add_appointment(access, appointment_id=uuid4(), draft=draft)


def job(access: Access, title: str) -> Task:
    return services.add_task(access, task_id=uuid4(), draft=TaskDraft(title, "", None))


def today(client: Client, cast: Cast) -> str:
    response = client.get(f"/c/{cast.circle.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_next_appointment_and_what_nobody_has_taken(
    cast: Cast, client_for: SignIn
) -> None:
    access = cast.access(cast.coordinator)
    visit(access, "Later visit", days=9)
    visit(access, "Next visit")
    job(access, "Cook for Thursday")
    page = today(client_for(cast.helper), cast)
    assert "Next visit" in page
    assert "Later visit" not in page
    assert "I can: Cook for Thursday" in page


def test_who_may_not_see_the_plan_sees_none_of_it(cast: Cast, client_for: SignIn) -> None:
    access = cast.access(cast.coordinator)
    visit(access, "Hidden visit")
    job(access, "Cook for Thursday")
    page = today(client_for(cast.follower), cast)
    assert "Hidden visit" not in page
    assert "Next appointment" not in page
    assert "Cook for Thursday" in page
    assert "I can" not in page


def test_each_other_circle_is_one_line_with_its_next_date_and_nothing_more(
    cast: Cast, client_for: SignIn
) -> None:
    other = make_circle(cast.helper, "Olga", for_self=False)
    visit(open_circle(cast.helper, other.pk), "Other visit", days=3)
    page = today(client_for(cast.helper), cast)
    assert "Olga’s circle" in page
    assert f'href="/c/{other.pk}/"' in page
    assert "Other visit" not in page


def test_a_date_of_another_circle_leaves_a_receipt_there(cast: Cast, client_for: SignIn) -> None:
    add_member(cast.other_circle, cast.helper, Role.HELPER, "")
    today(client_for(cast.helper), cast)
    receipt = Receipt.objects.get(circle=cast.other_circle, membership__user=cast.helper)
    assert (receipt.action, receipt.section) == ("read", "plan")


def test_who_may_not_see_the_people_is_not_offered_the_page(cast: Cast, client_for: SignIn) -> None:
    assert "/people/" not in today(client_for(cast.follower), cast)
    assert "/people/" in today(client_for(cast.helper), cast)


def test_a_line_for_a_circle_whose_plan_one_may_not_see_has_no_date(
    cast: Cast, client_for: SignIn
) -> None:
    add_member(cast.other_circle, cast.helper, Role.FOLLOWER, "")
    visit(open_circle(cast.other, cast.other_circle.pk), "Other visit", days=3)
    page = today(client_for(cast.helper), cast)
    line = page[page.index("Olga’s circle") :]
    assert "Other visit" not in line
    assert "Nothing coming up" not in line


def test_an_empty_circle_offers_the_first_step(cast: Cast, client_for: SignIn) -> None:
    assert "Add an appointment" in today(client_for(cast.patient), cast)
    assert "Add an appointment" not in today(client_for(cast.helper), cast)


def test_the_first_page_leads_to_the_circle_that_was_open_last(
    cast: Cast, client_for: SignIn
) -> None:
    other = make_circle(cast.helper, "Olga", for_self=False)
    client = client_for(cast.helper)
    assert client.get("/")["Location"] == f"/c/{cast.circle.pk}/"
    client.get(f"/c/{other.pk}/")
    assert client.get("/")["Location"] == f"/c/{other.pk}/"


def test_the_first_page_of_someone_without_a_circle_offers_to_start_one(
    cast: Cast, client_for: SignIn
) -> None:
    page = client_for(cast.stranger).get("/", follow=True)
    assert "Start a circle" in page.content.decode()


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, DayPart.EVENING),
        (4, DayPart.EVENING),
        (5, DayPart.MORNING),
        (11, DayPart.MORNING),
        (12, DayPart.AFTERNOON),
        (17, DayPart.AFTERNOON),
        (18, DayPart.EVENING),
        (23, DayPart.EVENING),
    ],
)
def test_the_day_is_greeted_by_the_hour(hour: int, part: DayPart) -> None:
    assert day_part(hour) == part


def cost(client: Client, cast: Cast) -> list[str]:
    """The statements of one request, the noted read and the pushed idle limit included."""
    session = client.session
    session.set_expiry(1800)
    session["seen"] = 0
    session.save()
    with CaptureQueriesContext(connection) as queries:
        today(client, cast)
    begin = ("SAVEPOINT", "RELEASE")  # of the test's own transaction
    return [q["sql"] for q in queries if not q["sql"].startswith(begin)]


def fill(access: Access, number: int) -> None:
    """So many visits, one a day, and as many jobs."""
    first, later = visit(access, "Visit"), "n * interval '1 day'"
    moved = {"starts_at": f"starts_at + {later}", "over_at": f"over_at + {later}"}
    copies(first, number - 1, title="'Visit ' || n", **moved)
    copies(job(access, "Job"), number - 1, title="'Job ' || n")


def test_it_costs_at_most_ten_queries_however_much_there_is(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.helper)
    access = cast.access(cast.coordinator)
    fill(access, 1)
    make_circle(cast.helper, "Olga", for_self=False)
    few = cost(client, cast)
    fill(access, 12)
    many_members(cast.circle, 12)
    for number in range(4):
        other = make_circle(cast.helper, f"Olga {number}", for_self=False)
        visit(open_circle(cast.helper, other.pk), "Other visit")
    many = cost(client, cast)
    assert len(many) <= 10, "\n".join(many)
    assert len(many) == len(few)
    assert len(set(many)) == len(many)


def test_a_full_page_stays_small_on_the_wire(cast: Cast, client_for: SignIn) -> None:
    fill(cast.access(cast.coordinator), 20)
    page = today(client_for(cast.helper), cast)
    assert len(gzip.compress(page.encode())) <= 6_000


def test_the_page_about_me_promises_no_circle_to_who_has_none(client_for: SignIn, db: None) -> None:
    page = client_for(make_user("new@example.org", "New")).get("/me/").content.decode()
    assert "to the circle" not in page
