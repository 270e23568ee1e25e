"""Letting go of whom a circle invited, once nobody is to be written to there any more."""

from datetime import timedelta

from apps.accounts.models import User
from apps.circles.models import Invitation
from apps.core import clock

SENT_AGAIN_WITHIN = timedelta(days=14)  # after it ran out, to the address it was sent to


def forget_addresses() -> None:
    """Of invitations that ran out. Those that ended otherwise lost theirs then; who waits is told by theirs."""
    over = Invitation.objects.filter(expires_at__lte=clock.now() - SENT_AGAIN_WITHIN, asked_at=None)
    over.exclude(email="").update(email="")


def forget_invited(user: User) -> None:
    """What the invitations they came by say of a person whose account is erased."""
    Invitation.objects.filter(accepted_by__user=user).update(name="", relationship="")
