"""Accounts and keys of the storm's servers; imported before Django is set up, so of nothing that needs it."""

import base64

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ACCOUNT, TOKEN, SENDER = "ACstorm", "a-token", "+447700900000"

# All devices have one pair of keys and one secret; the site signs with the same key.
KEY, SECRET = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes..."


def of_device() -> dict[str, str]:
    """As a browser gives them away."""
    point = KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {"p256dh": _text(point), "auth": _text(SECRET)}


def vapid_key() -> str:
    """As PUSH_KEY has it."""
    return _text(KEY.private_numbers().private_value.to_bytes(32, "big"))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
