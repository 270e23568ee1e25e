"""Ids sealed into an address that nobody can guess or change: nothing secret has to be stored."""

import base64
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

_ID = 16  # bytes


def seal(purpose: str, *ids: UUID) -> str:
    """A word for an address, good for this purpose alone."""
    raw = b"".join(pk.bytes for pk in ids)
    return f"{_encode(raw)}.{_mark(purpose, raw)}"


def unseal(purpose: str, token: str, count: int) -> tuple[UUID, ...] | None:
    """The ids; None for what was forged, cut off on the way, or sealed for something else."""
    head, _dot, mark = token.partition(".")
    try:
        raw = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4))
    except ValueError:
        return None
    if len(raw) != _ID * count or not constant_time_compare(mark, _mark(purpose, raw)):
        return None
    return tuple(UUID(bytes=raw[start : start + _ID]) for start in range(0, len(raw), _ID))


def _mark(purpose: str, raw: bytes) -> str:
    return _encode(salted_hmac(f"careplan.{purpose}", raw, algorithm="sha256").digest()[:_ID])


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
