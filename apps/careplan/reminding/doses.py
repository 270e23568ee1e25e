"""What a reminder of a dose may say, and whether it still holds: checked when it is sent.

The words are discreet: no medicine, no dose; who has allowed more is told the name. They never say to take anything.
"""

from collections.abc import Collection, Iterable
from datetime import time
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.careplan import medicine_words, selectors, wording
from apps.careplan.kinds import WatchKind
from apps.careplan.reminding.words import full, patients_name
from apps.careplan.rules import When
from apps.careplan.selectors import DoseCard
from apps.careplan.services import dose_planning
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Section
from apps.reminders.kinds import Kind
from apps.reminders.subjects import Ask, Message, Promise, Unanswered, link_is_over


class DoseSubject(Unanswered):
    """The doses of one day of one medicine, as the reminders room asks about them."""

    name = dose_planning.SUBJECT
    is_visit = False
    is_series = True  # one for each hour of the day
    section = Section.MEDICINES
    alerts = frozenset({Kind.DUE, Kind.WANTED})  # the family has set their hours

    def author(self, ask: Ask) -> UUID | None:
        access = _access(ask)
        return selectors.author_of_dose(access, ask.subject_id) if access else None

    def skip_reason(self, ask: Ask) -> str | None:
        access = _access(ask)
        if access is None:
            return "no_access"
        try:
            watched = selectors.watched_dose(access, ask.subject_id, _slot(ask))
        except Http404:
            return "no_access"
        if watched is None:
            return "gone"
        dose, kinds = watched
        wanted = WatchKind.NOT_TICKED if ask.kind == Kind.WANTED else WatchKind.DUE
        return "not_wanted" if dose.tick or wanted not in kinds else None

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Promise]:
        return dose_planning.promises(access, ids)

    def message(self, ask: Ask) -> Message:
        access, dose = _expect(ask)
        line = _line(ask.kind, access, dose)
        return Message(
            subject=_subject(ask.kind),
            lines=(line,),
            full_lines=(full(dose.medicine.name, line),),
            link=reverse("doses_today", args=[access.circle.pk]),
            link_label=_("See the list"),
        )


def _slot(ask: Ask) -> time:
    return time(*divmod(ask.occurrence, 60))


def _access(ask: Ask) -> Access | None:
    return open_for_member(ask.membership_id) if ask.membership_id else None


def _expect(ask: Ask) -> tuple[Access, DoseCard]:
    access = _access(ask)
    watched = selectors.watched_dose(access, ask.subject_id, _slot(ask)) if access else None
    if access is None or watched is None:
        raise link_is_over()
    return access, watched[0]


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
    at = medicine_words.clock_words(dose.due.at)
    here = wording.reader_words(When(dose.due.moment, True, access.circle.time_zone))
    return _("%(time)s (%(here)s)") % {"time": at, "here": here} if here else at
