"""Inviting: offering a place, renewing its link and code, taking it back, saying who came."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from apps.circles import rules, selectors
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Role, Section
from apps.circles.models import Invitation
from apps.circles.rules import Standing
from apps.circles.services import inviting, letters, tokens
from apps.circles.services.answering import lock_invitation, standing, take_place, why_closed
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import alike, save_once

SECRETS = ("nonce", "secret_hash", "expires_at", "code_nonce", "code_hash", "code_expires_at")
RENEWABLE = {Standing.OPEN, Standing.OVER, Standing.BROKEN}


@transaction.atomic
def invite(
    access: Access,
    *,
    invitation_id: UUID,
    name: str,
    role: Role,
    relationship: str = "",
    email: str = "",
    only: Collection[Section] = (),
    ends_on: date | None = None,
) -> Invitation:
    """Offer a place; mails the link where there is an address. The same form sent twice invites once.

    ``only`` narrows the role to these sections, ``ends_on`` is the last day of the place.
    """
    _require_welcome(access)
    _require_sense(access, role, only, ends_on)
    new = Invitation(
        pk=invitation_id,
        circle=access.circle,
        author=access.membership,
        name=name,
        email=email,
        role=role,
        relationship=relationship,
        levels={s.value: int(level) for s, level in _offered(access, role, only).items()},
        ends_on=ends_on,
    )
    tokens.renew_secrets(new)
    new.full_clean(validate_unique=False)
    rows: QuerySet[Invitation] = Invitation.objects.visible_to(access)
    mine = rows.filter(author=access.membership)
    same = alike(new, "name", "email", "role", "relationship", "levels", "ends_on")
    invitation, made = save_once(new, mine, same)
    if made:
        note_change(access, Action.INVITED, Section.PEOPLE, "invitation", invitation.pk)
        inviting.changed.tell(invitation)
        letters.send_invitation(invitation)
    return invitation


@transaction.atomic
def renew_link(access: Access, invitation: Invitation) -> None:
    """A new link and code; the old ones stop working. Sent by mail again where there is an address.

    Whoever renews it answers for it from then on.
    """
    _require_welcome(access)
    locked = _locked_to_renew(access, invitation)
    tokens.renew_secrets(locked)
    locked.attempts = 0
    locked.author = access.membership
    locked.save(update_fields=[*SECRETS, "attempts", "author"])
    note_change(access, Action.INVITED, Section.PEOPLE, "invitation", locked.pk)
    inviting.changed.tell(locked)
    letters.send_invitation(locked)


@transaction.atomic
def renew_code(access: Access, invitation: Invitation) -> None:
    """A new code to read out, for another two days; the link stays as it is."""
    locked = _locked_to_renew(access, invitation)
    if standing(locked) != Standing.OPEN:
        raise RuleError(_("Make a new link first."))
    tokens.renew_code(locked)
    locked.save(update_fields=SECRETS)


@transaction.atomic
def take_back_invitation(access: Access, invitation: Invitation) -> None:
    access.require(Section.PEOPLE, Level.EDIT)
    locked = lock_invitation(invitation)
    state = standing(locked)
    if state not in RENEWABLE | {Standing.WAITING}:
        raise RuleError(why_closed(state))
    locked.taken_back_at, locked.email = clock.now(), ""
    locked.save(update_fields=["taken_back_at", "email"])
    note_change(access, Action.TOOK_BACK, Section.PEOPLE, "invitation", locked.pk)
    inviting.changed.tell(locked)


@transaction.atomic
def confirm_newcomer(access: Access, invitation: Invitation) -> None:
    """Yes, the person who answered is who was meant: the place is theirs, and whoever says so gives it."""
    access.require(Section.PEOPLE, Level.EDIT)
    locked = lock_invitation(invitation)
    if locked.accepted_at:
        return
    if standing(locked) != Standing.WAITING or locked.asked_by is None:
        raise RuleError(_("Nobody is waiting with this invitation any more."))
    _require_reach(access, locked)
    joined = take_place(locked, locked.asked_by, access)
    letters.tell_confirmed(joined)


@transaction.atomic
def refuse_newcomer(access: Access, invitation: Invitation) -> None:
    """No, that is somebody else: their link stops working, and there is a new one for who was meant."""
    access.require(Section.PEOPLE, Level.EDIT)
    locked = lock_invitation(invitation)
    if standing(locked) != Standing.WAITING:
        raise RuleError(_("Nobody is waiting with this invitation any more."))
    locked.asked_by = locked.asked_at = None
    tokens.renew_secrets(locked)
    locked.save(update_fields=[*SECRETS, "asked_by", "asked_at"])
    note_change(access, Action.INVITED, Section.PEOPLE, "invitation", locked.pk)
    inviting.changed.tell(locked)


def _locked_to_renew(access: Access, invitation: Invitation) -> Invitation:
    access.require(Section.PEOPLE, Level.EDIT)
    locked = lock_invitation(invitation)
    state = standing(locked)
    if state not in RENEWABLE:
        raise RuleError(why_closed(state))
    _require_reach(access, locked)
    return locked


def _require_reach(access: Access, invitation: Invitation) -> None:
    if not selectors.reaches(access, invitation):
        raise RuleError(_("You can give nobody more than you may do yourself."))


def _offered(access: Access, role: Role, only: Collection[Section]) -> dict[Section, Level]:
    return rules.given_by(access.rank, access.levels, role, rules.narrowed(role, only))


def _require_welcome(access: Access) -> None:
    """May invite, and has not sent invitations that several people did not want."""
    access.require(Section.PEOPLE, Level.EDIT)
    if selectors.is_unwelcome_inviter(access):
        raise RuleError(
            _("You cannot invite anyone for now. Somebody else who plans here can do it.")
        )


def _require_sense(
    access: Access, role: Role, only: Collection[Section], ends_on: date | None
) -> None:
    if role == Role.PATIENT and selectors.has_patient(access):
        raise RuleError(_("There is already a patient in this circle."))
    if role not in rules.roles_to_invite(access.rank):
        raise RuleError(_("You can give nobody more than you may do yourself."))
    if role == Role.PATIENT and (only or ends_on):
        raise RuleError(_("It is the patient’s own circle: their place has no limits and no end."))
    if not any(_offered(access, role, only).values()):
        raise RuleError(_("Somebody with this role would see nothing of that. Choose more."))
    if ends_on and ends_on < clock.today(access.circle.time_zone):
        raise RuleError(_("This day is over. Choose today or a later one."))
