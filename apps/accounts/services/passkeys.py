"""A person's passkeys: kept, named, removed. What a device answered is checked in ``apps.accounts.passkeys``."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from apps.accounts.kinds import Notice
from apps.accounts.models import User
from apps.accounts.rules import numbered
from apps.accounts.services.notices import tell

NAME_LENGTH = 60


@transaction.atomic
def keep_passkey(user: User, *, name: str, credential: dict[str, Any]) -> Authenticator:
    """Keep a checked one; a passkey sent twice stays one."""
    User.objects.select_for_update().get(pk=user.pk)
    mine: list[Authenticator] = list(
        Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    )
    known = next((row for row in mine if row.data["credential"]["id"] == credential["id"]), None)
    if known:
        return known
    passkey: Authenticator = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": numbered(name, {row.data["name"] for row in mine}), "credential": credential},
    )
    tell(user, Notice.PASSKEY_ADDED)
    return passkey


@transaction.atomic
def rename_passkey(passkey: Authenticator, name: str) -> None:
    locked = Authenticator.objects.select_for_update().filter(pk=passkey.pk).first()
    if locked:
        locked.data["name"] = name
        locked.save(update_fields=["data"])


@transaction.atomic
def remove_passkey(passkey: Authenticator) -> None:
    """It no longer signs in. Who had no other still gets in by code."""
    removed, _kinds = Authenticator.objects.filter(pk=passkey.pk).delete()
    if removed:
        tell(passkey.user, Notice.PASSKEY_REMOVED)
