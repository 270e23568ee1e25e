"""The appointments of one series, in their order; for services, locked in that order."""

from uuid import UUID

from django.http import Http404

from apps.careplan.kinds import Status
from apps.careplan.models import Appointment, AppointmentSeries
from apps.circles.access import Access
from apps.core import clock


def first_appointment_of(access: Access, series: AppointmentSeries) -> Appointment:
    row: Appointment | None = (
        Appointment.objects.visible_to(access)
        .filter(series=series)
        .order_by("series_number")
        .first()
    )
    if row is None:
        raise Http404
    return row


def locked_with_later(access: Access, appointment_id: UUID) -> list[Appointment]:
    """This one, and those after it in its series that are still to come; Http404 for what is hidden."""
    rows = Appointment.objects.visible_to(access)
    this = rows.filter(pk=appointment_id).first()
    if this is None:
        raise Http404
    if this.series_id is None:
        return list(rows.select_for_update(of=("self",)).filter(pk=appointment_id))
    found = rows.select_for_update(of=("self",)).filter(
        series=this.series_id, series_number__gte=this.series_number
    )
    now = clock.now()
    return [
        row
        for row in found.order_by("series_number")
        if row.pk == appointment_id or (row.status == Status.PLANNED and row.over_at > now)
    ]


def locked_cancelled_with(access: Access, appointment_id: UUID) -> list[Appointment]:
    """This cancelled one and what was cancelled at the same moment with it."""
    found = cancelled_with(access, appointment_id)
    rows = Appointment.objects.visible_to(access).select_for_update(of=("self",))
    locked = rows.filter(pk__in=[row.pk for row in found]).order_by("series_number")
    return [row for row in locked if row.is_cancelled]


def cancelled_with(access: Access, appointment_id: UUID) -> list[Appointment]:
    """The same without a lock, to say how many they are."""
    rows = Appointment.objects.visible_to(access)
    this = rows.filter(pk=appointment_id).first()
    if this is None:
        raise Http404
    if this.series_id is None or not this.is_cancelled:
        return [this]
    return list(
        rows.filter(series=this.series_id, status=Status.CANCELLED, changed_at=this.changed_at)
    )
