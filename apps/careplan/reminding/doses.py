"""What a reminder of a dose may say, and whether it still holds: checked when it is sent.

The words are discreet: no medicine, no dose; who has allowed more is told the name. They never say to take anything.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import time
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.careplan import selectors, wording
from apps.careplan.kinds import WatchKind
from apps.careplan.reminding.words import full, patients_name
from apps.careplan.rules import When
from apps.careplan.selectors import DoseCard, WatchedDay
from apps.careplan.services import dose_planning
from apps.circles.access import Access, open_for_member, open_for_members
from apps.circles.kinds import Section
from apps.core.days import time_words
from apps.reminders.kinds import Kind
from apps.reminders.subjects import Ask, Message, Promise, Unanswered, link_is_over


class DoseSubject(Unanswered):
    """The doses of one day of one medicine, as the reminders room asks about them."""

    name = dose_planning.SUBJECT
    is_visit = False
    is_series = True  # one for each hour of the day
    section = Section.MEDICINES
    alerts = frozenset({Kind.DUE, Kind.WANTED})  # the family has set their hours

    @contextmanager
    def reading_ahead(self, asks: Sequence[Ask]) -> Iterator[None]:
        """A day is read once, for everything that is asked of it."""
        members = {ask.membership_id for ask in asks if ask.membership_id}
        token = _known.set(_Known(open_for_members(members)))
        try:
            yield
        finally:
            _known.reset(token)

    def author(self, ask: Ask) -> UUID | None:
        day = _day(ask)
        return day.author if day else None

    def skip_reason(self, ask: Ask) -> str | None:
        day = _day(ask)
        if day is None:
            return "no_access"
        dose = day.doses.get(_slot(ask))
        if dose is None:
            return "gone"
        wanted = WatchKind.NOT_TICKED if ask.kind == Kind.WANTED else WatchKind.DUE
        return "not_wanted" if dose.tick or wanted not in day.kinds else None

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Promise]:
        return dose_planning.promises(access, ids)

    def message(self, ask: Ask) -> Message:
        day = _day(ask)
        dose = day.doses.get(_slot(ask)) if day else None
        if day is None or dose is None:
            raise link_is_over()
        line = _line(ask.kind, day.access, dose)
        return Message(
            subject=_subject(ask.kind),
            lines=(line,),
            full_lines=(full(dose.medicine.name, line),),
            link=reverse("doses_today", args=[day.access.circle.pk]),
            link_label=_("See the list"),
        )


def _slot(ask: Ask) -> time:
    return time(*divmod(ask.occurrence, 60))


@dataclass(frozen=True, slots=True)
class _Known:
    accesses: Mapping[UUID, Access]  # by membership
    days: dict[tuple[UUID, UUID], WatchedDay | None] = field(default_factory=dict)


_known: ContextVar[_Known | None] = ContextVar("doses_read_ahead", default=None)


def _day(ask: Ask) -> WatchedDay | None:
    """None for a contact, and for a member who may not see it any more."""
    member_id, known = ask.membership_id, _known.get()
    if member_id is None:
        return None
    if known is None:
        return _read(open_for_member(member_id), ask.subject_id)
    key = member_id, ask.subject_id
    if key not in known.days:
        known.days[key] = _read(known.accesses.get(member_id), ask.subject_id)
    return known.days[key]


def _read(access: Access | None, dose_day_id: UUID) -> WatchedDay | None:
    return selectors.watched_day(access, dose_day_id) if access else None


def _subject(kind: Kind) -> str:
    if kind == Kind.WANTED:
        return _("Something in the list is not ticked yet")
    return _("Something in the list is due")


def _line(kind: Kind, access: Access, dose: DoseCard) -> str:
    values = {
        "name": patients_name(access.circle),
        "at": _clock(access, dose),
    }
    if kind != Kind.WANTED:
        return (
            _("Something in your list is due at %(at)s.") % values
            if access.is_patient
            else (_("Something in %(name)s’s list is due at %(at)s.") % values)
        )
    if access.is_patient:
        return _("Something in your list for %(at)s is not ticked yet.") % values
    return _("Something in %(name)s’s list for %(at)s is not ticked yet.") % values


def _clock(access: Access, dose: DoseCard) -> str:
    """ "08:00 (16:00 where you are)": what the patient's clock shows, and the reader's if it differs."""
    at = time_words(dose.due.at)
    here = wording.reader_words(When(dose.due.moment, True, access.circle.time_zone))
    return _("%(time)s (%(here)s)") % {"time": at, "here": here} if here else at
