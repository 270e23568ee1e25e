"""What people are told of a seat that is empty, and whether it still is: checked when it is sent."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.kinds import SeatKind
from apps.careplan.reminding.words import day_and_time, full, weekday, where
from apps.careplan.selectors import AppointmentCard
from apps.careplan.services.asking import SUBJECT
from apps.careplan.services.planning import promises_ahead
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Role, Section
from apps.core import clock
from apps.core.errors import RuleError
from apps.reminders.kinds import Kind
from apps.reminders.subjects import Ask, Message, Promise, Question, link_is_over


class AboutSeats:
    """What holds for every message about the seats of one appointment."""

    is_visit = True
    section = Section.PLAN

    def author(self, ask: Ask) -> UUID | None:
        found = find_card(ask)
        return found[1].appointment.author_id if found else None

    def skip_reason(self, ask: Ask) -> str | None:
        found = find_card(ask)
        if found is None:
            return "no_access"
        access, card = found
        if card.appointment.moves != ask.occurrence:
            return "moved"
        if not card.appointment.is_ahead(clock.now()):
            return "past"
        return self.unwanted(ask, access, card)

    def unwanted(self, ask: Ask, access: Access, card: AppointmentCard) -> str | None:
        """Why this reader is not told after all of a visit that is to come; None sends."""
        raise NotImplementedError


class SeatSubject(AboutSeats):
    """The seats of one appointment, as the reminders room asks about them."""

    name = SUBJECT

    def unwanted(self, ask: Ask, access: Access, card: AppointmentCard) -> str | None:
        if not card.missing or (ask.kind == Kind.NEWS and not _offers(card)):
            return "not_wanted"
        return "no_room" if ask.kind == Kind.NEWS and not _has_room(access, card) else None

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Promise]:
        return promises_ahead(access, pk__in=ids)

    def message(self, ask: Ask) -> Message:
        _access, card = expect_card(ask)
        values = {"when": day_and_time(card.when)}
        needed = [_("%(needed)s.") % {"needed": seat.words.needed} for seat in card.missing]
        if ask.kind == Kind.NEWS:
            first = _("A place is free on %(when)s. Could you take it?") % values
        else:
            first = _("Nobody has taken this on yet for %(when)s.") % values
        return Message(
            subject=_("Somebody is needed: %(when)s") % values,
            lines=(first, *needed),
            full_lines=(full(card.appointment.name, first), *where(card.appointment), *needed),
            link=card.appointment.get_absolute_url(),
            link_label=_("See it in the plan"),
            answers=_offers(card),
        )

    def question(self, ask: Ask) -> Question:
        _access, card = expect_card(ask)
        return Question(weekday(card.when), _offers(card), None, in_full=day_and_time(card.when))

    def answer(self, ask: Ask, code: str) -> str:
        access, card = expect_card(ask)
        if card.appointment.moves != ask.occurrence:
            raise RuleError(
                _("This was moved to another time since. Sign in to see when, and answer there.")
            )
        if code not in SeatKind.values:
            raise link_is_over()
        kind = SeatKind(code)
        try:
            services.offer_for_seat(access, card.appointment.pk, kind)
        except PermissionDenied as error:
            raise RuleError(_("Sign in to answer.")) from error
        return str(kind.words.thanks)


def _has_room(access: Access, card: AppointmentCard) -> bool:
    """By what the reader said of themselves, which others need not know. Whoever coordinates hears of it anyhow:
    they find somebody."""
    if access.membership.role == Role.COORDINATOR:
        return True
    offered = [seat.kind for seat in card.seats if seat.may_offer]
    return any(not selectors.seat_concerns(access, card.appointment, kind) for kind in offered)


def _offers(card: AppointmentCard) -> tuple[tuple[str, str], ...]:
    """The empty seats that this reader could take, as answers of one tap."""
    return tuple((seat.kind.value, str(seat.words.offer)) for seat in card.seats if seat.may_offer)


def find_card(ask: Ask) -> tuple[Access, AppointmentCard] | None:
    """As the recipient sees it today; None if they may not see it any more."""
    access = open_for_member(ask.membership_id) if ask.membership_id else None
    if access is None:
        return None
    try:
        return access, selectors.appointment_card(access, ask.subject_id)
    except Http404:
        return None


def expect_card(ask: Ask) -> tuple[Access, AppointmentCard]:
    found = find_card(ask)
    if found is None:
        raise link_is_over()
    return found
