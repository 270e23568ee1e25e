"""Another email address. The old one is always told, and can stop the change or, for a week, undo it.

Nobody gets an account by having its address changed: the person proves the new mailbox, and who has not just read
the old one waits. What an operator begins for someone who lost everything waits longest. The person is locked before
their changes, everywhere, so that two of these never wait for each other.
"""

from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from apps.accounts import changes
from apps.accounts.models import EmailChange, User
from apps.accounts.rules import OPERATORS_WAIT, UNDO, WAIT
from apps.accounts.services.letters import tell_new_address, tell_old_address, tell_undone
from apps.accounts.services.phones import remove_number
from apps.accounts.services.second_step import turn_off_second_step
from apps.accounts.services.sessions import end_sessions
from apps.core import clock
from apps.core.errors import RuleError

JUST_BEFORE = timedelta(days=1)


@transaction.atomic
def change_email(user: User, new_email: str, *, has_read_old: bool, but: str = "") -> EmailChange:
    """Change to an address whose code was typed: now, or after three days when the old mailbox was not read.

    Every session but ``but`` ends with the change. Raises RuleError when the address belongs to someone.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    _refuse_taken(locked, new_email)
    EmailChange.objects.filter(user=locked, done_at=None, stopped_at=None).update(
        stopped_at=clock.now()
    )
    now = clock.now()
    change = EmailChange.objects.create(
        user=user,
        old_email=locked.email,
        new_email=new_email,
        asked_at=now,
        due_at=now if has_read_old else now + WAIT,
        proved_at=now,
    )
    if has_read_old:
        _carry_out(change, user, but=but)
    tell_old_address(change)
    return change


@transaction.atomic
def ask_for_someone(email: str, *, new_email: str, drops_second_step: bool) -> EmailChange:
    """What an operator begins for a person who has shown elsewhere who they are; both addresses are told.

    Raises RuleError when there is no such account, the address is taken, or something is under way.
    """
    user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    if user is None:
        raise RuleError(_("There is no account with that address."))
    if EmailChange.objects.filter(user=user, done_at=None, stopped_at=None).exists():
        raise RuleError(_("A change is under way for this account. Stop it first."))
    new_email = new_email.strip().lower() or user.email
    if new_email != user.email:
        _refuse_taken(user, new_email)
    now = clock.now()
    change = EmailChange.objects.create(
        user=user,
        old_email=user.email,
        new_email=new_email,
        by_operator=True,
        drops_second_step=drops_second_step,
        asked_at=now,
        due_at=now + OPERATORS_WAIT,
        proved_at=now if new_email == user.email else None,
    )
    tell_old_address(change)
    if not change.keeps_address:
        tell_new_address(change)
    return change


@transaction.atomic
def prove_new_address(change: EmailChange) -> None:
    """The new mailbox was read, for a change an operator began."""
    EmailChange.objects.filter(pk=change.pk, proved_at=None, done_at=None, stopped_at=None).update(
        proved_at=clock.now()
    )


@transaction.atomic
def stop_email_change(change: EmailChange) -> None:
    """Stop what waits; undo what was done within the week. What cannot be stopped any more is left alone.

    Undone, the account has its old address, no session, no phone number, and no passkey or second step set up
    since the day before it was asked for, and it is not erased. Raises RuleError when someone else has the old
    address by now.
    """
    user = User.objects.select_for_update().get(pk=change.user_id)
    locked = EmailChange.objects.select_for_update().get(pk=change.pk)
    if not can_be_stopped(locked):
        return
    # What was asked for afterwards goes with it: else a second change would open the account to the first thief.
    later = EmailChange.objects.filter(user=locked.user_id, asked_at__gte=locked.asked_at)
    later.filter(stopped_at=None).update(stopped_at=clock.now())
    if locked.done_at is None:
        return
    # Else it went back by itself, or only the second step was dropped.
    if user.email != locked.old_email:
        _refuse_taken(user, locked.old_email)
        _set_address(user, locked.old_email)
    Authenticator.objects.filter(user=user, created_at__gte=locked.asked_at - JUST_BEFORE).delete()
    remove_number(user)
    end_sessions(user)
    changes.had_back.tell(user)
    if not locked.keeps_address:
        tell_undone(locked)


def can_be_stopped(change: EmailChange) -> bool:
    if change.stopped_at is not None:
        return False
    return change.done_at is None or clock.now() < change.done_at + UNDO


def finish_due_email_changes() -> int:
    """Carry out what has waited long enough; how many. What was never proved ends when it is due."""
    due = EmailChange.objects.filter(done_at=None, stopped_at=None, due_at__lte=clock.now())
    return sum(_finish(*ids) for ids in due.values_list("pk", "user_id"))


@transaction.atomic
def _finish(change_id: UUID, user_id: int) -> bool:
    user = User.objects.select_for_update().filter(pk=user_id).first()
    open_ones = EmailChange.objects.select_for_update().filter(done_at=None, stopped_at=None)
    change = open_ones.filter(pk=change_id).first()
    if user is None or change is None:
        return False
    taken = User.objects.filter(email=change.new_email).exclude(pk=user.pk).exists()
    if change.proved_at is None or taken or user.email != change.old_email:
        change.stopped_at = clock.now()
        change.save(update_fields=["stopped_at"])
        return False
    _carry_out(change, user)
    return True


def _carry_out(change: EmailChange, user: User, *, but: str = "") -> None:
    _set_address(user, change.new_email)
    if change.drops_second_step:
        turn_off_second_step(user)
    end_sessions(user, but=but)
    change.done_at = clock.now()
    change.save(update_fields=["done_at"])


def _set_address(user: User, email: str) -> None:
    user.email = email
    user.full_clean(exclude=["password"])
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)


def _refuse_taken(user: User, email: str) -> None:
    """Said only to whoever has shown that the address is theirs."""
    if email == user.email:
        raise RuleError(_("That is the address you have already."))
    if User.objects.filter(email=email).exists():
        raise RuleError(
            _("That address has an account of its own. Sign in with it, or take another one.")
        )
