"""Ending sessions on other devices, and forgetting those that ended by themselves: they hold addresses."""

from datetime import timedelta

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from apps.accounts.models import User
from apps.core import clock

SIGNING_IN = timedelta(hours=1)


def end_session(user: User, device_id: int) -> bool:
    """Sign out one device of this person; whether there was such a one."""
    found = list(UserSession.objects.filter(user=user, pk=device_id))
    get_adapter().end_sessions(found)
    return bool(found)


@transaction.atomic
def end_sessions(user: User, *, but: str = "") -> None:
    """Sign out every device, those we have no row of included, for the secret each session rests on is changed.

    The session ``but`` goes on only if its page takes up the new secret: see ``devices.go_on_here``.
    """
    get_adapter().end_sessions(UserSession.objects.filter(user=user).exclude(session_key=but))
    user.set_unusable_password()
    user.save(update_fields=["password"])


def forget_ended_sessions() -> None:
    """Expired sessions, and the records of devices whose session is gone; one just signed in may have none yet."""
    now, kept = clock.now(), Session.objects.values("session_key")
    Session.objects.filter(expire_date__lte=now).delete()
    of_before = UserSession.objects.filter(created_at__lte=now - SIGNING_IN)
    of_before.exclude(session_key__in=kept).delete()
