"""Reads what the demo's mail sink and text gateway wrote to ``VAR_DIR/outbox``."""

import json
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

import requests
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
    is_text: bool = False  # it came to a phone, over the text gateway


def letters() -> list[Letter]:
    """The newest messages first."""
    kept = (path for path in _folder().glob("*") if path.suffix in READERS)
    files = sorted(kept, key=lambda path: path.stem, reverse=True)[:SHOWN]
    return [_read(path) for path in files]


def letter(name: str) -> Letter | None:
    """The message of that name; None for anything that is not a file of the folder itself."""
    paths = (_folder() / f"{name}{suffix}" for suffix in READERS)
    found = (path for path in paths if path.parent == _folder() and path.is_file())
    return next(map(_read, found), None)


def write_back(letter: Letter, words: str) -> None:
    """Over the demo's gateway, which calls the portal as a real one would."""
    requests.post(
        f"{settings.SMS['url']}/reply", data={"From": letter.to, "Body": words}, timeout=10
    )


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "outbox"


def _read(path: Path) -> Letter:
    return READERS[path.suffix](path)


def _read_mail(path: Path) -> Letter:
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


def _read_text(path: Path) -> Letter:
    """A text has no subject; its first line stands for one."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Letter(
        name=path.stem,
        to=kept["to"],
        subject=kept["body"].partition("\n")[0],
        text=kept["body"],
        sent_at=datetime.fromisoformat(kept["at"]),
        is_text=True,
    )


READERS = {".eml": _read_mail, ".sms": _read_text}
