"""Whether a message to us really comes from the text gateway: Twilio's signature. Plain values in and out."""

import base64
import hashlib
import hmac
from collections.abc import Iterable

HEADER = "X-Twilio-Signature"


def signature(token: str, url: str, fields: Iterable[tuple[str, str]]) -> str:
    """HMAC-SHA1 with the account's token over the whole address and the fields, sorted by name."""
    words = url + "".join(f"{name}{value}" for name, value in sorted(set(fields)))
    mac = hmac.new(token.encode(), words.encode(), hashlib.sha1)
    return base64.b64encode(mac.digest()).decode()


def is_genuine(given: str, token: str, url: str, fields: Iterable[tuple[str, str]]) -> bool:
    return hmac.compare_digest(given.encode(), signature(token, url, fields).encode())
