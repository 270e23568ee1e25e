"""Handing the planning over: one offers, everybody it concerns is told, and it holds once the other accepts.

Places are locked first, as for every change of them.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles import rules, selectors
from apps.circles.access import Access
from apps.circles.kinds import Action, Role, Section
from apps.circles.models import Handover, Membership
from apps.circles.services.news import send_news
from apps.circles.services.places import lock_own_place, lock_places, save_place
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.errors import RuleError

ASKED = gettext_lazy("Somebody asks you to take over the planning. You can say yes or no.")
ANNOUNCED = gettext_lazy("The planning is about to be handed over to somebody else.")
SETTLED = gettext_lazy("The planning was handed over.")
DECLINED = gettext_lazy("The planning was not handed over. It stays as it was.")


@transaction.atomic
def offer_handover(access: Access, taker_id: UUID) -> Handover:
    """Ask a member to coordinate in one's place. The patient and the other coordinators are told at once."""
    actor = lock_places(access)
    if actor.membership.role != Role.COORDINATOR:
        raise RuleError(_("Only somebody who coordinates can hand that over."))
    open_one = selectors.open_handover(actor)
    if open_one is not None:
        if open_one.giver_id == actor.membership.pk and open_one.taker_id == taker_id:
            return open_one
        raise RuleError(_("There is an answer outstanding. Take that one back first."))
    taker = next((m for m in selectors.takers(actor) if m.pk == taker_id), None)
    if taker is None:
        raise RuleError(_("Choose somebody who is in the circle and does not coordinate yet."))
    handover = Handover.objects.create(
        circle=actor.circle, giver=actor.membership, taker=taker, offered_at=clock.now()
    )
    note_change(actor, Action.OFFERED, Section.PEOPLE, "handover", handover.pk)
    send_news(taker, ASKED)
    for member in _concerned(actor, handover):
        send_news(member, ANNOUNCED)
    return handover


@transaction.atomic
def accept_handover(access: Access) -> None:
    """The other now coordinates, as far as the giver could; the giver stays as a helper."""
    actor = lock_own_place(access)
    handover = _open(actor)
    if handover.taker_id != actor.membership.pk:
        raise RuleError(_("This is for somebody else to answer."))
    giver, taker = _still_here(actor, handover)
    helper, stands = rules.default_levels(Role.HELPER), giver.place
    reach = {
        section: max(level, taker.section_levels.get(section, level))
        for section, level in stands.levels.items()
    }
    taker.place = rules.with_role(taker.place, Role.COORDINATOR, reach)
    giver.place = rules.with_role(stands, Role.HELPER, rules.capped(helper, stands.levels))
    for member in (taker, giver):
        save_place(actor, member, Action.CHANGED)
    _settle(actor, handover, Action.ACCEPTED, is_accepted=True)
    for member in [giver, *_concerned(actor, handover)]:
        send_news(member, SETTLED)


@transaction.atomic
def drop_handover(access: Access) -> None:
    """No: from the one asked, from the one who asked, or from the patient. Nothing changes."""
    actor = lock_own_place(access)
    handover = _open(actor)
    own = {handover.giver_id, handover.taker_id}
    if actor.membership.pk not in own and actor.rank != Role.PATIENT:
        raise RuleError(_("This is for somebody else to answer."))
    _settle(actor, handover, Action.REFUSED, is_accepted=False)
    for member in (handover.giver, handover.taker):
        if not actor.is_mine(member.pk):
            send_news(member, DECLINED)


def _open(actor: Access) -> Handover:
    handover = selectors.open_handover(actor)
    if handover is None:
        raise RuleError(_("There is nothing to answer any more."))
    return handover


def _still_here(actor: Access, handover: Handover) -> tuple[Membership, Membership]:
    here = {member.pk: member for member in selectors.current_members(actor)}
    giver, taker = here.get(handover.giver_id), here.get(handover.taker_id)
    if giver is None or taker is None or giver.role != Role.COORDINATOR:
        raise RuleError(_("There is nothing to take over any more."))
    return giver, taker


def _concerned(actor: Access, handover: Handover) -> list[Membership]:
    """The patient and whoever else coordinates."""
    parties = {handover.giver_id, handover.taker_id}
    return [
        member
        for member in selectors.current_members(actor)
        if member.role in {Role.PATIENT, Role.COORDINATOR} and member.pk not in parties
    ]


def _settle(actor: Access, handover: Handover, action: Action, *, is_accepted: bool) -> None:
    handover.settled_at, handover.is_accepted = clock.now(), is_accepted
    handover.save(update_fields=["settled_at", "is_accepted"])
    note_change(actor, action, Section.PEOPLE, "handover", handover.pk)
