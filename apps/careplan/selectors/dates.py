"""What is to come and what is over, page by page, by day and by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from apps.careplan.models import Appointment, Question
from apps.careplan.rules import When
from apps.careplan.selectors.cards import AppointmentCard, cards
from apps.careplan.selectors.paging import Page, after, key_of
from apps.circles.access import Access
from apps.core import clock

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class NextAppointments:
    """The next one of the open circle, and the time of the next in each of the others, by circle id."""

    here: AppointmentCard | None
    elsewhere: dict[UUID, When]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    day: date
    is_today: bool
    cards: list[AppointmentCard]


@dataclass(frozen=True, slots=True)
class AgendaMonth:
    """Days of one month; the month is named unless it is the first and the one it is now."""

    first: date
    named: bool
    days: list[AgendaDay]


def upcoming_appointments(access: Access, key: str = "") -> Page[AppointmentCard]:
    rows = Appointment.objects.visible_to(access).upcoming(clock.now())
    return _page(access, after(rows, key))


def beside_the_dates(
    access: Access, row: Appointment
) -> tuple[AppointmentCard, Page[AppointmentCard]]:
    """One appointment that was read already, and the dates to come; three queries."""
    ahead = Appointment.objects.visible_to(access).upcoming(clock.now())
    card, *others = cards(access, [row, *_rows(access, ahead)])
    return card, _page_of(others)


def earlier_appointments(access: Access, key: str = "") -> Page[AppointmentCard]:
    """What is over, records, and what was cancelled; the latest first."""
    rows = Appointment.objects.visible_to(access).earlier(clock.now())
    return _page(access, after(rows, key, descending=True))


def next_appointments(access: Access, others: Iterable[Access]) -> NextAppointments:
    """For Today: what comes next here, and when something does in the reader's other circles.

    Three queries, whatever the number of appointments and circles.
    """
    rows = Appointment.objects.visible_to_any([access, *others]).upcoming(clock.now())
    first = list(rows.order_by("circle_id", "starts_at", "pk").distinct("circle_id"))
    here = [row for row in first if row.circle_id == access.circle.pk]
    return NextAppointments(
        here=next(iter(cards(access, here)), None),
        elsewhere={row.circle_id: row.when for row in first if row not in here},
    )


def agenda(access: Access, items: list[AppointmentCard]) -> list[AgendaMonth]:
    """Cards, in their order, by the day at the place and by month."""
    today = clock.today(access.circle.time_zone)
    months: list[AgendaMonth] = []
    for first, in_month in groupby(items, key=lambda card: card.when.day.replace(day=1)):
        days = [
            AgendaDay(day, day == today, list(on_day))
            for day, on_day in groupby(in_month, key=lambda card: card.when.day)
        ]
        named = bool(months) or first != today.replace(day=1)
        months.append(AgendaMonth(first, named, days))
    return months


def _page(access: Access, rows: QuerySet[Appointment]) -> Page[AppointmentCard]:
    return _page_of(cards(access, _rows(access, rows)))


def _rows(access: Access, rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """The rows of a page and one more, which tells whether there is another; each with how much is to be asked."""
    asked = Question.objects.of_visible(access).filter(appointment=OuterRef("pk")).open()
    counted = asked.order_by().values("appointment").annotate(many=Count("pk")).values("many")
    return rows.select_related("series").annotate(asked=Subquery(counted))[: PAGE_SIZE + 1]


def _page_of(found: list[AppointmentCard]) -> Page[AppointmentCard]:
    items = found[:PAGE_SIZE]
    return Page(items, key_of(items[-1].appointment) if len(found) > PAGE_SIZE else "")
