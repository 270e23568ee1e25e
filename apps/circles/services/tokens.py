"""The secrets of an invitation: the link's, and the short code's that is read out. Neither is in the database.

A link is a nonce, by which the row is found, and a secret derived from it and the site's key, so that whoever
invited can see the link again; the row keeps a hash of the secret. A wrong secret counts against the invitation,
which blocks itself. A code is derived in the same way and found by its keyed hash. Renewing either takes a
new nonce, so the old one does not count.
"""

import base64
import hashlib
import re
from datetime import timedelta
from uuid import UUID, uuid4

from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from apps.circles import rules
from apps.circles.models import Invitation
from apps.core import clock
from apps.core.links import whole_address

LIFETIME = timedelta(days=14)
CODE_LIFETIME = timedelta(hours=48)
_TOKEN = re.compile(r"([\w-]{22})\.([\w-]{22})", re.ASCII)


def renew_secrets(invitation: Invitation) -> None:
    """A new link and a new code; the caller saves."""
    invitation.nonce = uuid4()
    invitation.secret_hash = _hash(_secret(invitation))
    invitation.expires_at = clock.now() + LIFETIME
    renew_code(invitation)


def renew_code(invitation: Invitation) -> None:
    """A new code that no other invitation has; the caller saves."""
    while True:
        invitation.code_nonce = uuid4()
        invitation.code_hash = _hash_of_code(_code(invitation))
        if not Invitation.objects.filter(code_hash=invitation.code_hash).exists():
            break
    invitation.code_expires_at = clock.now() + CODE_LIFETIME


def token_in(text: str) -> str:
    """The token in what was opened, be it pasted twice or with a full stop behind it; empty if there is none."""
    found = _TOKEN.search(text)
    return found[0] if found else ""


def find_by_token(token: str) -> Invitation | None:
    """The invitation behind a link, whatever became of it, or None; a wrong secret is counted against it."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    nonce = UUID(bytes=base64.urlsafe_b64decode(f"{found[1]}=="))
    invitation = _first(nonce=nonce)
    if invitation is None or invitation.is_blocked:
        return None
    if not constant_time_compare(_hash(found[2]), invitation.secret_hash):
        Invitation.objects.filter(nonce=nonce).update(attempts=F("attempts") + 1)
        return None
    return invitation


def find_by_code(code: str) -> Invitation | None:
    """The invitation with this code (see ``rules.plain_code``), as long as the code can be used."""
    invitation = _first(code_hash=_hash_of_code(code), code_expires_at__gt=clock.now())
    return invitation if invitation and not invitation.is_blocked else None


def token_of(invitation: Invitation) -> str:
    return f"{_encode(invitation.nonce)}.{_secret(invitation)}"


def link_for(invitation: Invitation) -> str:
    """The whole address to send; it names neither the illness nor anyone."""
    return whole_address("invitation_open", token_of(invitation))


def code_for(invitation: Invitation) -> str:
    """The code to read out, in two groups; empty once it is too old."""
    is_old = invitation.code_expires_at is None or clock.now() >= invitation.code_expires_at
    return "" if is_old else rules.grouped(_code(invitation))


def _first(**found_by: object) -> Invitation | None:
    rows = Invitation.objects.select_related("circle", "author__user")
    invitation: Invitation | None = rows.filter(**found_by).first()
    return invitation


def _secret(invitation: Invitation) -> str:
    mac = salted_hmac("circles.invitation", str(invitation.nonce), algorithm="sha256")
    return base64.urlsafe_b64encode(mac.digest()[:16]).decode().rstrip("=")


def _code(invitation: Invitation) -> str:
    mac = salted_hmac("circles.invitation_code", str(invitation.code_nonce), algorithm="sha256")
    return rules.code_from(int.from_bytes(mac.digest()))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _hash_of_code(code: str) -> str:
    """Keyed, because so few codes could be tried out on a stolen database."""
    return salted_hmac("circles.invitation_code_hash", code, algorithm="sha256").hexdigest()


def _encode(pk: UUID) -> str:
    return base64.urlsafe_b64encode(pk.bytes).decode().rstrip("=")
