"""Answering an invitation: taking the place, saying no, and where the invitation stands."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.circles import rules, selectors
from apps.circles.access import Access, open_circle, open_for_member
from apps.circles.kinds import Action, Level, Role, Section
from apps.circles.models import Invitation
from apps.circles.rules import Standing
from apps.circles.services import changes, inviting, letters
from apps.circles.services.circles import add_member
from apps.circles.services.receipts import note_change, note_from_outside
from apps.core import clock
from apps.core.errors import RuleError


def standing(invitation: Invitation) -> Standing:
    """Open only as long as whoever invited may still give something of what it offers."""
    ended = {
        Standing.USED: invitation.accepted_at,
        Standing.TAKEN_BACK: invitation.taken_back_at,
        Standing.DECLINED: invitation.declined_at,
        Standing.WAITING: invitation.asked_at,
    }
    for state, at in ended.items():
        if at:
            return state
    today = clock.today(invitation.circle.time_zone)
    if invitation.is_blocked or rules.is_over(
        clock.now(), invitation.expires_at, today, invitation.ends_on
    ):
        return Standing.OVER
    return Standing.OPEN if any(gives(invitation).values()) else Standing.BROKEN


def gives(invitation: Invitation) -> dict[Section, Level]:
    """What somebody who takes it gets: what whoever invited may give at this moment."""
    return selectors.levels_from(_author(invitation), invitation)


def is_open(invitation: Invitation) -> bool:
    """Whether somebody could still accept it."""
    return standing(invitation) == Standing.OPEN


def why_closed(state: Standing) -> str:
    """The sentence for whoever holds the link, which tells no more than what became of it."""
    return {
        Standing.OPEN: "",
        Standing.WAITING: _("Somebody has already answered this invitation."),
        Standing.USED: _("This invitation has already been used."),
        Standing.TAKEN_BACK: _("This invitation was taken back."),
        Standing.DECLINED: _("Somebody has said “No, thank you” to this invitation."),
        Standing.OVER: _("This invitation is too old."),
        Standing.BROKEN: _("This invitation no longer works."),
    }[state]


def sent_elsewhere(user: User, invitation: Invitation) -> bool:
    """Whether it was sent to another address than the one this person signed in with."""
    return bool(invitation.email) and invitation.email.lower() != user.email.lower()


def asks_inviter(user: User, invitation: Invitation) -> bool:
    """Whether the inviter is asked before this person is in."""
    role = Role(invitation.role)
    return rules.needs_confirmation(role, sent_to=invitation.email, addresses=[user.email])


@transaction.atomic
def accept_invitation(
    user: User, invitation: Invitation, *, is_for_me: bool = False
) -> Access | None:
    """Take the place; None when the inviter is asked first. Raises RuleError when it can no longer be used.

    Who is already in the circle keeps the place they have, and the invitation stays open. ``is_for_me`` says
    that a person whom it was not sent to was asked and said yes.
    """
    locked = lock_invitation(invitation)
    state = standing(locked)
    if state == Standing.WAITING and locked.asked_by_id == user.pk:
        return None
    if reason := why_closed(state):
        raise RuleError(reason)
    if sent_elsewhere(user, locked) and not is_for_me:
        raise RuleError(_("This was sent to another address. Is it for you?"))
    if not asks_inviter(user, locked):
        return take_place(locked, user, _author(locked))
    locked.asked_by, locked.asked_at = user, clock.now()
    locked.save(update_fields=["asked_by", "asked_at"])
    inviting.changed.tell(locked)
    letters.ask_inviter(locked)
    return None


@transaction.atomic
def decline_invitation(invitation: Invitation, *, is_unwanted: bool) -> None:
    """End it. The inviter learns that it was declined, and not whether it was unwanted; twice is once."""
    locked = lock_invitation(invitation)
    if locked.declined_at:
        return
    if reason := why_closed(standing(locked)):
        raise RuleError(reason)
    locked.declined_at, locked.is_unwanted, locked.email = clock.now(), is_unwanted, ""
    locked.save(update_fields=["declined_at", "is_unwanted", "email"])
    note_from_outside(locked.circle, Action.DECLINED, Section.PEOPLE, "invitation", locked.pk)
    inviting.changed.tell(locked)


def take_place(locked: Invitation, user: User, giver: Access | None) -> Access:
    """The place for this person, in the caller's transaction, the invitation locked.

    ``giver`` answers for it, and gives no more than is theirs.
    """
    try:
        with transaction.atomic():
            membership = add_member(
                locked.circle,
                user,
                Role(locked.role),
                locked.relationship,
                levels=selectors.levels_from(giver, locked),
                ends_on=locked.ends_on,
                by=giver.membership if giver else None,
            )
    except IntegrityError as error:
        raise RuleError(_("There is no free place for you with this invitation.")) from error
    action = Action.JOINED_OTHER if sent_elsewhere(user, locked) else Action.JOINED
    locked.accepted_at, locked.accepted_by = clock.now(), membership
    locked.asked_at, locked.email = None, ""
    locked.save(update_fields=["accepted_at", "accepted_by", "asked_at", "email"])
    if membership.role == Role.PATIENT:  # from now on her days are the circle's
        circle = locked.circle
        circle.time_zone, circle.claimed_at, circle.patient_email = user.zone, clock.now(), ""
        circle.save(update_fields=["time_zone", "claimed_at", "patient_email"])
    access = open_circle(user, locked.circle_id)
    note_change(access, action, Section.PEOPLE, "membership", membership.pk)
    inviting.changed.tell(locked)
    changes.place.tell(access, membership)
    return access


def _author(invitation: Invitation) -> Access | None:
    return open_for_member(invitation.author_id) if invitation.author_id else None


def lock_invitation(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("circle")
    locked: Invitation = rows.get(pk=invitation.pk)
    return locked
