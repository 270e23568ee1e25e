"""Writing one's own side. It is nobody else's business: nothing here leaves a receipt."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from apps.circles.access import Access
from apps.circles.models import FreeTime, Limits, Membership, OwnNotes
from apps.circles.rules import Window
from apps.core.errors import RuleError, StaleError
from apps.core.once import alike, save_once

MAX_FREE_TIMES = 28  # four a day


@dataclass(frozen=True, slots=True)
class LimitsDraft:
    """What the form of one's limits asks for."""

    cannot_drive: bool
    no_nights: bool
    hours_a_week: int | None
    in_own_words: str
    is_shared: bool


@transaction.atomic
def save_own_notes(access: Access, *, text: str, version: int) -> OwnNotes:
    """Write one's notes over the version they were opened with; StaleError from another phone's."""
    _lock_place(access)
    notes: OwnNotes | None = OwnNotes.objects.of(access).first()
    if notes is None:
        notes = OwnNotes(membership=access.membership, version=0)
    elif notes.text == text:
        return notes
    elif notes.version != version:
        raise StaleError(_("You changed this somewhere else meanwhile. Nothing is saved yet."))
    notes.text, notes.version = text, notes.version + 1
    notes.full_clean(validate_unique=False)
    notes.save()
    return notes


@transaction.atomic
def save_own_limits(access: Access, draft: LimitsDraft) -> Limits:
    _lock_place(access)
    limits = Limits.objects.of(access).first() or Limits(membership=access.membership)
    limits.cannot_drive, limits.no_nights = draft.cannot_drive, draft.no_nights
    limits.hours_a_week, limits.in_own_words = draft.hours_a_week, draft.in_own_words
    limits.is_shared = draft.is_shared
    limits.full_clean(validate_unique=False)
    limits.save()
    return limits


@transaction.atomic
def add_free_time(access: Access, *, free_time_id: UUID, window: Window) -> FreeTime:
    """One more time of the week; said twice it is there once."""
    _lock_place(access)
    mine: QuerySet[FreeTime] = FreeTime.objects.of(access)
    new = FreeTime(
        pk=free_time_id,
        membership=access.membership,
        weekday=window.weekday,
        begins=window.begins,
        ends=window.ends,
    )
    said = mine.filter(weekday=new.weekday, begins=new.begins, ends=new.ends).first()
    if said is not None:
        return said
    if mine.count() >= MAX_FREE_TIMES:
        raise RuleError(_("These are a great many times. Take one away first."))
    new.full_clean(validate_unique=False)
    row, _made = save_once(new, mine, alike(new, "weekday", "begins", "ends"))
    return row


@transaction.atomic
def remove_free_time(access: Access, free_time_id: UUID) -> None:
    """Take a time away; one that is gone already, or is not one's own, stays as it is."""
    FreeTime.objects.of(access).filter(pk=free_time_id).delete()


def forget_own_side(membership_id: UUID) -> None:
    """All of it goes when the person leaves, in the transaction of the leaving."""
    for model in (OwnNotes, Limits, FreeTime):
        model.objects.filter(membership=membership_id).delete()


def _lock_place(access: Access) -> None:
    """One press after the other, also for the first row, which cannot be locked itself."""
    Membership.objects.select_for_update(of=("self",)).get(pk=access.membership.pk)
