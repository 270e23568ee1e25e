"""What a reminder of an appointment may say, and whether it still may be said: checked when it is sent.

The words are discreet: they stand on lock screens. The patient's first name and the time, no more.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors, services, wording
from apps.careplan.kinds import Answer, SeatKind
from apps.careplan.models import Appointment
from apps.careplan.reminding.found import Found, find, reading_ahead
from apps.careplan.reminding.words import day_and_time, patients_name, weekday, where
from apps.careplan.services.planning import SUBJECT, occasions_ahead
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.ics import Event
from apps.reminders.kinds import Kind
from apps.reminders.rules import VISIT_LEADS
from apps.reminders.subjects import Ask, Message, Occasion, Question, link_is_over

ON_THE_WAY = {SeatKind.DRIVER, SeatKind.COMPANION}


class AppointmentSubject:
    """Appointments, as the reminders room asks about them."""

    name = SUBJECT
    is_visit = True
    section = Section.PLAN
    leads = VISIT_LEADS

    @property
    def label(self) -> str:
        return _("Appointments")

    def author(self, ask: Ask) -> UUID | None:
        found = find(ask)
        return found.appointment.author_id if found else None

    def reading_ahead(self, asks: Sequence[Ask]) -> AbstractContextManager[None]:
        return reading_ahead(asks)

    def skip_reason(self, ask: Ask) -> str | None:
        found = find(ask)
        if found is None:
            return "no_access"
        appointment = found.appointment
        is_ahead = appointment.is_ahead(clock.now())
        if ask.kind == Kind.CANCELLED:
            return "not_wanted" if is_ahead else None
        if appointment.is_cancelled:
            return "cancelled"
        if appointment.moves != ask.occurrence:
            return "moved"
        if not is_ahead:
            return "past"
        return None if found.is_to_be_told else "not_wanted"

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Occasion]:
        return occasions_ahead(access, pk__in=ids)

    def message(self, ask: Ask) -> Message:
        found = _expect(ask)
        appointment = found.appointment
        is_on = ask.kind != Kind.CANCELLED
        seats = _seat_lines(found) if is_on else []
        places = where(appointment) if not appointment.is_cancelled else []
        return Message(
            subject=_subject(ask.kind, appointment),
            lines=(_line(ask.kind, found), *seats),
            full_lines=(_full_line(ask.kind, found), *places, *seats) if found.access else (),
            link=found.path,
            link_label=_("See it in the plan"),
            answers=_answers(found) if is_on else (),
            event=_event(found),
        )

    def question(self, ask: Ask) -> Question:
        """For a page that opens without signing in: weekday and time, nothing else."""
        found = _expect(ask)
        return Question(
            when=weekday(found.appointment.when),
            in_full=day_and_time(found.appointment.when),
            answers=_answers(found),
            current=_current(found),
        )

    def answer(self, ask: Ask, code: str) -> str:
        found = _expect(ask)
        appointment = found.appointment
        if appointment.moves != ask.occurrence:
            raise RuleError(
                _("This was moved to another time since. Sign in to see when, and answer there.")
            )
        if code not in Answer.values:
            raise link_is_over()
        if ask.contact_id is not None:
            return _answer_of_contact(found, ask.contact_id, Answer(code))
        return _answer(found, Answer(code))


def _expect(ask: Ask) -> Found:
    found = find(ask)
    if found is None:
        raise link_is_over()
    return found


def _answer(found: Found, answer: Answer) -> str:
    access, appointment = found.access, found.appointment
    if access is None:
        raise link_is_over()
    try:
        if answer == Answer.LIFT:
            return wording.lift_words(services.ask_for_lift(access, appointment.pk))
        freed = services.set_attendance(access, appointment.pk, answer)
    except PermissionDenied as error:
        raise RuleError(_("Sign in to answer.")) from error
    if answer == Answer.YES:
        return _("Thank you. You will be there.")
    if freed:
        return _("Thank you for saying so. Somebody else can take your place.")
    return _("Thank you for saying so. The others can see that you can’t come.")


def _answer_of_contact(found: Found, contact_id: UUID, answer: Answer) -> str:
    """The place is theirs until they say otherwise; "I'll be there" is noted beside it."""
    if answer == Answer.NO:
        services.give_back_for_contact(contact_id, found.appointment.pk)
        return _("Thank you for saying so. Somebody else can take your place.")
    if answer != Answer.YES:
        raise link_is_over()
    services.confirm_for_contact(contact_id, found.appointment.pk)
    return _("Thank you. You will be there.")


def _current(found: Found) -> str | None:
    """Of a contact, what they said of the place that they have, or that they gave it back."""
    if found.access is not None:
        return selectors.my_answer(found.access, found.appointment)
    if not found.seats:
        return Answer.NO.value
    return Answer.YES.value if found.is_coming else None


def _event(found: Found) -> Event:
    """For a calendar: when, and no more unless the reader has allowed it."""
    appointment = found.appointment
    when = appointment.when
    return Event(
        id=str(appointment.pk),
        sequence=appointment.version,
        starts_at=when.starts_at,
        ends_at=when.over_at,
        zone=when.zone,
        time_known=when.time_known,
        summary=_("Appointment"),
        full_summary=str(appointment.name),
        path=found.path,
        is_cancelled=appointment.is_cancelled,
    )


def _subject(kind: Kind, appointment: Appointment) -> str:
    values = {"when": day_and_time(appointment.when)}
    if kind == Kind.MOVED:
        return _("Moved: now %(when)s") % values
    if kind == Kind.CANCELLED and not appointment.is_cancelled:
        return _("Changed: now %(when)s") % values
    if kind == Kind.CANCELLED:
        return _("Cancelled: %(when)s") % values
    return _("Coming up: %(when)s") % values


def _line(kind: Kind, found: Found) -> str:
    appointment = found.appointment
    values = {"name": patients_name(appointment.circle), "when": day_and_time(appointment.when)}
    if kind == Kind.CANCELLED and not appointment.is_cancelled:  # put down for a time that has come
        return _("The time you were told of no longer holds. It is now %(when)s.") % values
    if kind == Kind.CANCELLED:
        return _("What was planned for %(when)s is cancelled. There is nothing to do.") % values
    if found.is_patient:
        if kind == Kind.MOVED:
            return _("Something in your plan has moved. It is now on %(when)s.") % values
        return _("You have something on %(when)s.") % values
    if kind == Kind.MOVED:
        return _("Something in %(name)s’s plan has moved. It is now on %(when)s.") % values
    return _("%(name)s has something on %(when)s.") % values


def _full_line(kind: Kind, found: Found) -> str:
    """The same with what it is. The others may be in several circles, so they are told in whose plan."""
    appointment = found.appointment
    values = {"what": appointment.name, "when": day_and_time(appointment.when)}
    if appointment.is_cancelled:
        line = _("%(what)s on %(when)s is cancelled. There is nothing to do.") % values
    elif kind in {Kind.MOVED, Kind.CANCELLED}:
        line = _("%(what)s has moved. It is now on %(when)s.") % values
    else:
        line = _("%(what)s on %(when)s.") % values
    if found.is_patient:
        return line
    return _("%(name)s: %(line)s") % {"name": patients_name(appointment.circle), "line": line}


def _seat_lines(found: Found) -> list[str]:
    """What this reader offered to do, who comes with the patient, and for who is on the way: when to leave."""
    lines = [_("%(offer)s.") % {"offer": kind.words.mine} for kind in found.seats]
    lines += [_("%(company)s.") % {"company": words} for words in found.company]
    leave = wording.leave_words(found.appointment.when, found.appointment.travel_minutes)
    travels = found.hears_as_patient or not ON_THE_WAY.isdisjoint(found.seats)
    return [*lines, _("%(leave)s.") % {"leave": leave}] if leave and travels else lines


def _answers(found: Found) -> tuple[tuple[str, str], ...]:
    """The lift last, so that the numbers of the others are the same for everyone."""
    if found.access and not found.access.can(Section.PLAN, Level.TAKE_PART):
        return ()
    may_need_lift = rules.may_need_lift(
        found.seats, is_patient=found.is_patient, is_call=found.appointment.is_call
    )
    offered = [Answer.YES, Answer.NO] + [Answer.LIFT] * (may_need_lift and found.access is not None)
    return tuple((answer.value, str(answer.label)) for answer in offered)
