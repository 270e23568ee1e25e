"""Devices that show notifications: kept when somebody asks, dropped when they are gone."""

from collections.abc import Collection

from django.db import transaction

from apps.accounts.models import User
from apps.core import clock
from apps.reminders import selectors
from apps.reminders.channels import Device
from apps.reminders.kinds import Channel
from apps.reminders.models import Preference, PushDevice
from apps.reminders.services.troubles import tell_unreached


@transaction.atomic
def keep_device(user: User, session_id: int, device: Device) -> None:
    """From now on this device is notified first. A device that changed hands is its newest owner's; what it was
    called before, and had ended, is forgotten."""
    PushDevice.objects.filter(session=session_id).exclude(ended_at=None).delete()
    PushDevice.objects.update_or_create(
        endpoint=device.endpoint,
        defaults={
            "user": user,
            "session_id": session_id,
            "p256dh": device.p256dh,
            "auth": device.auth,
            "made_at": clock.now(),
            "ended_at": None,
        },
    )
    _put_first(user)


def drop_device(user: User, device_id: int) -> None:
    """Twice is once."""
    PushDevice.objects.filter(user=user, pk=device_id).delete()


@transaction.atomic
def end_devices(endpoints: Collection[str]) -> None:
    """Their push service says that they do not exist any more: their owners read it in the portal, and where nothing
    else reaches one of them, who looks after their circles hears of it."""
    rows = PushDevice.objects.filter(endpoint__in=endpoints, ended_at=None)
    owners = {row.user_id: row.user for row in rows.select_related("user")}
    rows.update(ended_at=clock.now())
    for user in owners.values():
        if selectors.is_cut_off(user):
            tell_unreached(Channel.PUSH, str(user.pk))


def forget_ended(user: User) -> None:
    """They have read it."""
    PushDevice.objects.filter(user=user).exclude(ended_at=None).delete()


def _put_first(user: User) -> None:
    """Whoever asks for notifications wants them, and what they had before where these do not arrive; beside it
    where they have several at once."""
    row = Preference.objects.select_for_update().filter(user=user).first()
    row = row or selectors.preference(user)
    if Channel.PUSH not in row.channels:
        row.channels = [Channel.PUSH, *(row.channels or selectors.ways_to(user))]
        row.at_once += row.at_once > 1
        row.save()
