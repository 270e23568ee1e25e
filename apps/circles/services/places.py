"""Changing what somebody may do, taking them out of the circle, and bringing them back.

The circle is locked first and everything looked at afterwards, the actor's own place included: of two
coordinators who remove each other, one is still there.
"""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from apps.circles import rules, selectors
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Action, Level, Section
from apps.circles.models import Circle, Membership, PlaceReview
from apps.circles.rules import Place
from apps.circles.services import changes
from apps.circles.services.circles import give_place
from apps.circles.services.farewell import send_farewell
from apps.circles.services.history import note_period
from apps.circles.services.own_side import forget_own_side
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.errors import RuleError, StaleError


@transaction.atomic
def change_place(access: Access, membership_id: UUID, *, version: int, wanted: Place) -> Membership:
    """Give a member the place that is wanted, over the version it was made from.

    Raises StaleError when somebody changed it since, and RuleError where it is not this person's to change.
    """
    actor = lock_places(access)
    member = _locked_below(actor, membership_id)
    stands = member.place
    if wanted == stands:
        return member
    _refuse_stale(actor, member, version)
    _require_possible(actor, stands, wanted)
    member.place = wanted
    save_place(actor, member, Action.CHANGED)
    return member


@transaction.atomic
def remove_member(access: Access, membership_id: UUID, *, tell: bool) -> Membership:
    """End a place at once. What they wrote stays; whether they hear of it is for whoever removes them to say."""
    actor = lock_places(access)
    member = _locked_below(actor, membership_id)
    theirs = open_for_member(member.pk)
    if theirs is None:  # it had not begun
        member.ended_at = clock.now()
        save_place(actor, member, Action.REMOVED)
    else:
        end_place(actor, theirs, Action.REMOVED)
    if tell:
        send_farewell(member.user)
    return member


@transaction.atomic
def bring_back(access: Access, membership_id: UUID) -> Membership:
    """A new place like the one that ended, from today, as far as whoever gives it may: close, if they say who is."""
    actor = lock_places(access)
    before = selectors.member(actor, membership_id)
    if not selectors.may_bring_back(actor, before):
        raise RuleError(_("Invite %(name)s again, please.") % {"name": before.name})
    stands = before.place
    levels = rules.capped(stands.levels, actor.levels)
    close = stands.marked_close and selectors.may_mark_close(actor)
    place = Place(stands.role, stands.relationship, levels, close, actor.today, ends_on=None)
    try:
        with transaction.atomic():
            member = give_place(actor.circle, before.user, place, by=actor.membership)
    except IntegrityError as error:
        raise RuleError(_("%(name)s is in the circle.") % {"name": before.name}) from error
    note_change(actor, Action.RESTORED, Section.PEOPLE, "membership", member.pk)
    changes.place.tell(actor, member)
    return member


@transaction.atomic
def confirm_place(access: Access, membership_id: UUID) -> PlaceReview:
    """The patient has looked and it is still right; asked again in a year."""
    access.require(Section.PEOPLE, Level.EDIT)
    if not access.is_patient:
        raise RuleError(_("Only the patient says whether it is still right."))
    member = selectors.member(access, membership_id)
    return PlaceReview.objects.create(membership=member, by=access.membership, at=clock.now())


def lock_places(access: Access) -> Access:
    """Hold the places of a circle until the transaction ends; the actor's access as it is then.

    Rows that point to the circle can still be written meanwhile.
    """
    access.require(Section.PEOPLE, Level.SEE)
    return lock_own_place(access)


def lock_own_place(access: Access) -> Access:
    """The same for what concerns the actor's own place, whatever their levels."""
    Circle.objects.select_for_update(no_key=True).get(pk=access.circle.pk)
    actor = open_for_member(access.membership.pk)
    if actor is None:
        raise Http404
    return actor


def _locked_below(actor: Access, membership_id: UUID) -> Membership:
    actor.require(Section.PEOPLE, Level.EDIT)
    member = selectors.member(actor, membership_id)
    if member.is_over_on(actor.today):
        raise RuleError(_("%(name)s is no longer in the circle.") % {"name": member.name})
    if refusal := selectors.why_not_to_change(actor, member):
        raise RuleError(refusal)
    return member


def _refuse_stale(actor: Access, member: Membership, version: int) -> None:
    if member.version == version:
        return
    who = member.periods.order_by("-began_at", "-pk").first()
    if who is None or who.changed_by is None or actor.is_mine(who.changed_by.pk):
        raise StaleError(_("This was changed somewhere else meanwhile. Nothing is saved yet."))
    raise StaleError(
        _("%(name)s changed this while you were choosing. Nothing is saved yet.")
        % {"name": who.changed_by.name}
    )


def _require_possible(actor: Access, stands: Place, wanted: Place) -> None:
    if rules.goes_too_far(wanted, stands, actor.levels, actor.rank):
        raise RuleError(_("You can give nobody more than you may do yourself."))
    if wanted.marked_close != stands.marked_close and not selectors.may_mark_close(actor):
        raise RuleError(_("Only the patient says who is close to them."))
    if wanted.ends_on and wanted.ends_on < max(actor.today, wanted.starts_on):
        raise RuleError(_("The last day has to be today or later."))
    if wanted.starts_on != stands.starts_on and wanted.starts_on < actor.today:
        raise RuleError(_("The first day has to be today or later."))


def end_place(actor: Access, theirs: Access, action: Action) -> None:
    """End a place now, whoever decided it: what was theirs goes, and what they had taken on is free again."""
    theirs.membership.ended_at = clock.now()
    save_place(actor, theirs.membership, action)
    forget_own_side(theirs.membership.pk)
    changes.left.tell(theirs)


def save_place(actor: Access, member: Membership, action: Action) -> None:
    """Save a place that has changed, with its history and receipt; the rooms above put right what hangs on it."""
    member.version += 1
    member.full_clean(validate_constraints=False)
    member.save()
    note_period(member, actor.membership)
    note_change(actor, action, Section.PEOPLE, "membership", member.pk)
    changes.place.tell(actor, member)
