"""What the patient, and whoever asked for a lift, are told of who comes: checked when it is sent."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from apps.careplan.reminding.seats import AboutSeats, expect_card
from apps.careplan.reminding.words import day_and_time, full, where
from apps.careplan.selectors import AppointmentCard, SeatCard
from apps.careplan.services.asking import COMPANY
from apps.careplan.services.planning import company_ahead
from apps.circles.access import Access
from apps.reminders.subjects import Ask, Message, Promise, Unanswered


class CompanySubject(AboutSeats, Unanswered):
    """Who has taken a seat that had been free or was asked for, as the reminders room asks about it."""

    name = COMPANY

    def unwanted(self, ask: Ask, access: Access, card: AppointmentCard) -> str | None:
        return None if _others(card) else "not_wanted"

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Promise]:
        return company_ahead(access, pk__in=ids)

    def message(self, ask: Ask) -> Message:
        _access, card = expect_card(ask)
        when = day_and_time(card.when)
        lines = [
            _("%(company)s on %(when)s.") % {"company": seat.words.taken, "when": when}
            for seat in _others(card)
        ]
        first = [full(card.appointment.name, line) for line in lines[:1]]
        return Message(
            subject=_("Who comes along: %(when)s") % {"when": when},
            lines=tuple(lines),
            full_lines=(*first, *lines[1:], *where(card.appointment)),
            link=card.appointment.get_absolute_url(),
            link_label=_("See it in the plan"),
        )


def _others(card: AppointmentCard) -> list[SeatCard]:
    return [seat for seat in card.taken if not seat.is_mine]
