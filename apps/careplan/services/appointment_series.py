"""A series: many appointments made at once, and changes meant for one of them and those after it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import selectors, wording
from apps.careplan.kinds import Status
from apps.careplan.models import Appointment, AppointmentSeries, Seat
from apps.careplan.rules import MOST_TIMES, AppointmentDraft, Repeat, When
from apps.careplan.services.appointments import (
    add_appointment,
    cancel_appointment,
    edit_appointment,
    restore_appointment,
    write_draft,
)
from apps.careplan.services.planning import plan_new_reminders
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change, share
from apps.core import clock, zones
from apps.core.errors import RuleError
from apps.core.once import alike, save_once

# Asking the database for each of them once an item would be three queries an item.
ROWS_IT_POINTS_TO = {"circle", "author", "series"}


def add_appointments(
    access: Access,
    *,
    once: UUID,
    draft: AppointmentDraft,
    repeat: Repeat | None = None,
    whens: Sequence[When] = (),
) -> Appointment:
    """An appointment, or with ``repeat`` a series of one at each of ``whens``; the first of them."""
    if repeat is None:
        return add_appointment(access, appointment_id=once, draft=draft)
    return add_appointment_series(access, series_id=once, draft=draft, repeat=repeat, whens=whens)


@transaction.atomic
def add_appointment_series(
    access: Access,
    *,
    series_id: UUID,
    draft: AppointmentDraft,
    repeat: Repeat,
    whens: Sequence[When],
) -> Appointment:
    """A series with an appointment at each of ``whens``; the first of them. A bounded number of queries."""
    access.require(Section.PLAN, Level.EDIT)
    if not 2 <= len(whens) <= MOST_TIMES:
        raise RuleError(_("A series has 2 to %(most)s dates.") % {"most": MOST_TIMES})
    series, is_new = _save_series(access, series_id, draft, repeat)
    if not is_new:
        return selectors.first_appointment_of(access, series)
    rows = [_item(access, series, draft, number, when) for number, when in enumerate(whens, 1)]
    Appointment.objects.bulk_create(rows)
    Seat.objects.bulk_create(_seats(access, rows, draft))
    note_change(access, Action.ADDED, Section.PLAN, "appointment_series", series.pk)
    plan_new_reminders(access, [row for row in rows if row.status == Status.PLANNED])
    return rows[0]


@transaction.atomic
def edit_later_appointments(
    access: Access, *, appointment_id: UUID, version: int, draft: AppointmentDraft
) -> Appointment:
    """Edit one item, and give those after it that are still to come the same change.

    Only what differs is passed on: what was changed on a later one alone stays as it is. A new day moves
    them all by as many days. Raises as ``edit_appointment``, with nothing written at all.
    """
    row, *later = selectors.locked_with_later(access, appointment_id)
    before = selectors.draft_of_appointment(access, row)
    at = clock.now()  # one moment for all of them: that is how they are found again
    edited = edit_appointment(
        access, appointment_id=appointment_id, version=version, draft=draft, at=at
    )
    changed = [f.name for f in fields(draft) if getattr(draft, f.name) != getattr(before, f.name)]
    for item in later if changed else ():
        stands = selectors.draft_of_appointment(access, item)
        wanted = {name: getattr(draft, name) for name in changed}
        if "when" in wanted:
            wanted["when"] = _shifted(item.when, before.when, draft.when)
        edit_appointment(
            access,
            appointment_id=item.pk,
            version=item.version,
            draft=replace(stands, **wanted),
            at=at,
        )
    return edited


@transaction.atomic
def cancel_later_appointments(access: Access, appointment_id: UUID) -> int:
    """Cancel one item and those after it that are still to come; how many that was."""
    access.require(Section.PLAN, Level.EDIT)
    rows = selectors.locked_with_later(access, appointment_id)
    at = clock.now()  # one moment for all of them: that is how they are found again
    for row in rows:
        cancel_appointment(access, row.pk, at=at)
    return len(rows)


@transaction.atomic
def restore_later_appointments(access: Access, appointment_id: UUID) -> int:
    """Bring back what was cancelled together with this one; how many that was."""
    access.require(Section.PLAN, Level.EDIT)
    rows = selectors.locked_cancelled_with(access, appointment_id)
    for row in rows:
        restore_appointment(access, row.pk)
    return len(rows)


def _save_series(
    access: Access, series_id: UUID, draft: AppointmentDraft, repeat: Repeat
) -> tuple[AppointmentSeries, bool]:
    series = AppointmentSeries(
        pk=series_id,
        circle=access.circle,
        author=access.membership,
        every=repeat.every,
        unit=repeat.unit,
        times=repeat.times,
        weekdays=sorted(repeat.weekdays),
    )
    series.full_clean(exclude=["id"])
    same = alike(series, "every", "unit", "times", "weekdays")

    def is_same(row: AppointmentSeries) -> bool:
        first = selectors.first_appointment_of(access, row)
        return same(row) and selectors.draft_of_appointment(access, first) == draft

    mine = AppointmentSeries.objects.visible_to(access).filter(author=access.membership)
    return save_once(series, mine, is_same)


def _item(
    access: Access, series: AppointmentSeries, draft: AppointmentDraft, number: int, when: When
) -> Appointment:
    row = Appointment(
        pk=uuid5(series.pk, str(number)),
        circle=access.circle,
        author=access.membership,
        series=series,
        series_number=number,
    )
    write_draft(row, replace(draft, when=when))
    share(access, row, draft.sharing)
    is_over = row.over_at <= clock.now()
    row.status = Status.DONE if is_over else Status.PLANNED
    row.clean_fields(exclude=ROWS_IT_POINTS_TO)
    row.clean()
    return row


def _seats(access: Access, rows: Sequence[Appointment], draft: AppointmentDraft) -> list[Seat]:
    return [
        Seat(circle=access.circle, author=access.membership, appointment=row, kind=kind)
        for row in rows
        for kind in sorted(draft.seats)
    ]


def _shifted(stands: When, before: When, after: When) -> When:
    """An item's time once the edited one went from ``before`` to ``after``: as many days on, at the new
    time of day. Raises RuleError naming the day where a clock change forbids it."""
    day = stands.day + (after.day - before.day)
    if not after.time_known:
        return replace(after, starts_at=zones.moment(day, time.min, after.zone))
    starts_at = _on(day, after.start.time(), after.zone)
    ends_at = _on(day, after.end.time(), after.zone) if after.end else None
    return replace(after, starts_at=starts_at, ends_at=ends_at)


def _on(day: date, at: time, zone: str) -> datetime:
    try:
        return zones.moment(day, at, zone, strict=True)
    except (zones.SkippedTime, zones.DoubledTime) as error:
        is_skipped = isinstance(error, zones.SkippedTime)
        words = wording.skipped_words if is_skipped else wording.doubled_words
        raise RuleError(words(day, at)) from error
