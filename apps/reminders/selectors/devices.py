"""Reads of the devices that show notifications."""

from collections import defaultdict
from collections.abc import Collection

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.reminders.channels import Device
from apps.reminders.channels.push import is_on
from apps.reminders.models import PushDevice


def devices_of(user: User) -> QuerySet[PushDevice]:
    """Where this person is signed in and asked to be notified, newest first."""
    return _live().filter(user=user).select_related("session").order_by("-made_at", "-pk")


def devices_by_user(users: Collection[int]) -> dict[int, tuple[Device, ...]]:
    """One query; none where nothing is pushed."""
    found: dict[int, tuple[Device, ...]] = defaultdict(tuple)
    if is_on():
        for row in _live().filter(user__in=users):
            found[row.user_id] += (Device(row.endpoint, row.p256dh, row.auth),)
    return found


def has_ended_device(user: User) -> bool:
    """Whether notifications have ended on a device of theirs without their doing."""
    return PushDevice.objects.filter(user=user).exclude(ended_at=None).exists()


def lost_devices(users: Collection[int]) -> set[int]:
    """Those of these people who had notifications, and have them nowhere any more. One query."""
    ended = PushDevice.objects.filter(user__in=users).exclude(ended_at=None)
    without = ended.exclude(user__in=_live().values("user"))
    return set(without.values_list("user", flat=True))


def _live() -> QuerySet[PushDevice]:
    """A device whose sign-in has ended belongs to nobody we know."""
    signed_in = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    return PushDevice.objects.filter(session__session_key__in=signed_in, ended_at=None)
