"""Reads the messages that the demo's mail sink wrote to ``VAR_DIR/outbox``."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it was received."""

    name: str
    to: str
    subject: str
    text: str
    sent_at: datetime | None


def letters() -> list[Letter]:
    """The newest messages first."""
    files = sorted(_folder().glob("*.eml"), reverse=True)[:SHOWN]
    return [_read(path) for path in files]


def letter(name: str) -> Letter | None:
    """The message of that name; None for anything that is not a file of the folder itself."""
    path = _folder() / f"{name}.eml"
    return _read(path) if path.parent == _folder() and path.is_file() else None


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "outbox"


def _read(path: Path) -> Letter:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    date = message["Date"]
    return Letter(
        name=path.stem,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=body.get_content() if body else "",
        sent_at=parsedate_to_datetime(str(date)) if date else None,
    )
