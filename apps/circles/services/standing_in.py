"""Standing in for a patient who cannot act: she names two, one asks, the other confirms, she has days to say no.

Nothing here is a legal power; the pages say so. She can end it at any moment, and so can the stand-in.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles import rules, selectors
from apps.circles.access import Access
from apps.circles.kinds import Action, Role, Section
from apps.circles.models import Membership, StandIn
from apps.circles.services.news import send_news
from apps.circles.services.places import lock_own_place, save_place
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.errors import RuleError

NAMED = gettext_lazy("Somebody named you for a time when they cannot act themselves.")
ASKED = gettext_lazy("Somebody asks to act for another person. You are the one who confirms it.")
TO_PATIENT = gettext_lazy("Somebody asks to act for you. You can say no, with one press.")
ENDED = gettext_lazy("Nobody acts for somebody else any more.")


@transaction.atomic
def name_stand_in(access: Access, *, person_id: UUID, second_id: UUID, days: int) -> StandIn:
    """The patient says who may act for her and who has to confirm it; this replaces whom she named before."""
    actor = lock_own_place(access)
    _require_patient(actor)
    if days not in rules.DAYS_TO_OBJECT:
        raise RuleError(_("Choose how long you have to say no."))
    others = {m.pk: m for m in selectors.current_members(actor) if not actor.is_mine(m.pk)}
    if person_id == second_id or not {person_id, second_id} <= others.keys():
        raise RuleError(_("Choose two different people who are in the circle."))
    before = selectors.stand_in(actor)
    if before is not None:
        _end(actor, before)
    new = StandIn.objects.create(
        circle=actor.circle,
        person=others[person_id],
        second=others[second_id],
        days_to_object=days,
        named_at=clock.now(),
    )
    note_change(actor, Action.OFFERED, Section.PEOPLE, "stand_in", new.pk)
    for member in (new.person, new.second):
        send_news(member, NAMED)
    return new


@transaction.atomic
def ask_to_stand_in(access: Access) -> None:
    """The first step, by the one she named. She is told at once, and so is the one who confirms."""
    actor = lock_own_place(access)
    named = _named(actor)
    if not actor.is_mine(named.person_id):
        raise RuleError(_("Only the person who was named can ask."))
    if named.asked_at is not None:
        return
    named.asked_at = clock.now()
    named.save(update_fields=["asked_at"])
    note_change(actor, Action.OFFERED, Section.PEOPLE, "stand_in", named.pk)
    send_news(named.second, ASKED)
    _tell_patient(actor)


@transaction.atomic
def confirm_stand_in(access: Access) -> StandIn:
    """The second person agrees. From the end of her days to say no on, the stand-in acts for her."""
    actor = lock_own_place(access)
    named = _named(actor)
    if not actor.is_mine(named.second_id):
        raise RuleError(_("Only the second person who was named can confirm it."))
    if named.asked_at is None:
        raise RuleError(_("Nobody has asked to act for %(name)s.") % _name(actor))
    if named.confirmed_at is not None:
        return named
    named.confirmed_at = clock.now()
    named.begins_at = named.confirmed_at + timedelta(days=named.days_to_object)
    named.save(update_fields=["confirmed_at", "begins_at"])
    named.person.stands_in_from = named.begins_at
    save_place(actor, named.person, Action.ACCEPTED)
    _tell_patient(actor)
    return named


@transaction.atomic
def say_no(access: Access) -> None:
    """The patient says no, or the stand-in lays it down: everything is as before they asked."""
    actor = lock_own_place(access)
    named = _named(actor)
    if not (actor.is_patient or actor.is_mine(named.person_id)):
        raise RuleError(_("Only %(name)s or the stand-in can end this.") % _name(actor))
    _stop(actor, named)
    named.asked_at = named.confirmed_at = named.begins_at = None
    named.save(update_fields=["asked_at", "confirmed_at", "begins_at"])
    note_change(actor, Action.REFUSED, Section.PEOPLE, "stand_in", named.pk)
    for member in (named.person, named.second):
        if not actor.is_mine(member.pk):
            send_news(member, ENDED)


@transaction.atomic
def withdraw_stand_in(access: Access) -> None:
    """The patient names nobody any more."""
    actor = lock_own_place(access)
    _require_patient(actor)
    named = selectors.stand_in(actor)
    if named is not None:
        _end(actor, named)
        note_change(actor, Action.TOOK_BACK, Section.PEOPLE, "stand_in", named.pk)


def _named(actor: Access) -> StandIn:
    named = selectors.stand_in(actor)
    if named is None:
        raise RuleError(_("Nobody is named to act for %(name)s.") % _name(actor))
    return named


def _require_patient(actor: Access) -> None:
    if not actor.is_patient:
        raise RuleError(_("Only %(name)s can say who acts for them.") % _name(actor))


def _end(actor: Access, named: StandIn) -> None:
    _stop(actor, named)
    named.ended_at = clock.now()
    named.save(update_fields=["ended_at"])


def _stop(actor: Access, named: StandIn) -> None:
    person: Membership = named.person
    if person.stands_in_from is not None:
        person.stands_in_from = None
        save_place(actor, person, Action.CHANGED)


def _tell_patient(actor: Access) -> None:
    for member in selectors.current_members(actor):
        if member.role == Role.PATIENT:
            send_news(member, TO_PATIENT)


def _name(actor: Access) -> dict[str, str]:
    return {"name": actor.circle.patient_name}
