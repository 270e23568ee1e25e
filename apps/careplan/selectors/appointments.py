"""One appointment, for pages, forms and services, always through ``visible_to``; and what overlaps with it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from apps.careplan import rules
from apps.careplan.kinds import AppointmentKind, SeatKind, Status
from apps.careplan.models import Appointment, Seat
from apps.careplan.rules import AppointmentDraft, When
from apps.careplan.selectors.cards import AppointmentCard, cards
from apps.circles.access import Access

WITH_PEOPLE = ("changed_by__user", "author__user", "series", "circle")


def appointment(access: Access, appointment_id: UUID) -> Appointment:
    """One appointment, whoever changed it last in tow. Http404 for any that this access may not see."""
    rows = Appointment.objects.visible_to(access).select_related(*WITH_PEOPLE)
    row: Appointment | None = rows.filter(pk=appointment_id).first()
    if row is None:
        raise Http404
    return row


def appointments_of(accesses: Iterable[Access], ids: Collection[UUID]) -> dict[UUID, Appointment]:
    """Those of these that any of the accesses may see, in one query; whose they are is the caller's to ask."""
    rows = Appointment.objects.visible_to_any(accesses).filter(pk__in=ids)
    rows = rows.select_related("circle")
    return {row.pk: row for row in rows}


def appointment_card(access: Access, appointment_id: UUID) -> AppointmentCard:
    rows = Appointment.objects.visible_to(access).select_related(*WITH_PEOPLE)
    for card in cards(access, rows.filter(pk=appointment_id)):
        return card
    raise Http404


def locked_appointment(access: Access, appointment_id: UUID) -> Appointment:
    """For services: the row, locked until the transaction ends, so that all writes to one appointment,
    its seats and its reminders come one after the other. Http404 as above."""
    rows = Appointment.objects.visible_to(access).select_for_update(of=("self",))
    row: Appointment | None = rows.filter(pk=appointment_id).first()
    if row is None:
        raise Http404
    return row


def draft_of_appointment(access: Access, row: Appointment) -> AppointmentDraft:
    """The appointment as it stands, in the shape of what a form sends."""
    seats = Seat.objects.visible_to(access).filter(appointment=row)
    return AppointmentDraft(
        kind=AppointmentKind(row.kind),
        when=row.when,
        seats=frozenset(SeatKind(kind) for kind in seats.values_list("kind", flat=True)),
        sharing=row.sharing,
        **{name: getattr(row, name) for name in rules.DETAILS},
    )


def overlapping(
    access: Access, whens: Iterable[When], but: UUID | None = None
) -> list[Appointment]:
    """Which visible plans nobody could go to beside any of these; the first three.

    ``but`` is the appointment or the series that the times are of.
    """
    spans = [
        Q(starts_at__lt=when.over_at, over_at__gt=when.starts_at)
        for when in whens
        if when.time_known
    ]
    if not spans:
        return []
    rows = Appointment.objects.visible_to(access).filter(
        reduce(or_, spans), status=Status.PLANNED, time_known=True
    )
    if but is not None:
        rows = rows.exclude(Q(pk=but) | Q(series=but))
    return list(rows.order_by("starts_at", "pk")[:3])


def appointment_to_repeat(access: Access, appointment_id: str) -> AppointmentDraft:
    """What to book once more; Http404 for what is none or may not be seen."""
    try:
        draft = draft_of_appointment(access, appointment(access, UUID(appointment_id)))
    except ValueError:
        raise Http404 from None
    return replace(draft, sharing=draft.sharing.as_of(access.today))
