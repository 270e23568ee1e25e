"""Typed reading of environment variables; what is missing is collected, so that one refusal names it all."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import make_conninfo

missing: list[str] = []


def text(name: str, default: str | None = None) -> str:
    """The variable's value; without a default it is required, and noted as missing when unset."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        missing.append(name)
        return ""
    return default


def flag(name: str) -> bool:
    """True for 1, false for 0 or unset; anything else is refused, so that a typo is not a silent "off"."""
    value = os.environ.get(name, "0").strip()
    if value not in {"0", "1", ""}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0.")
    return value == "1"


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number.")
    return int(value)


def path(name: str, default: Path) -> Path:
    value = os.environ.get(name, "").strip()
    return Path(value).resolve() if value else default


def database(name: str) -> dict[str, object]:
    """Django's settings for a URL like ``postgresql://user:password@host:5432/name?sslmode=verify-full``.

    What stands behind the question mark goes to libpq as it is; a word that it does not know is refused.
    """
    url = text(name)
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must be a postgresql:// address.")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    try:
        make_conninfo(**options)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }


def smtp(name: str, *, is_needed: bool) -> dict[str, object]:
    """Host, port, login and encryption of ``smtp://``, ``smtp+starttls://`` or ``smtps://``; empty when unset."""
    url = text(name, None if is_needed else "")
    parts = urlsplit(url)
    if not url:
        return {}
    if parts.scheme not in {"smtp", "smtp+starttls", "smtps"}:
        raise ImproperlyConfigured(f"{name} must start with smtp://, smtp+starttls:// or smtps://.")
    return {
        "host": parts.hostname or "",
        "port": parts.port or {"smtps": 465, "smtp+starttls": 587}.get(parts.scheme, 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 15,
    }


def sms(name: str) -> dict[str, str]:
    """Address, account and sender of ``twilio://SID:TOKEN@host?from=+44…``; empty when unset.

    ``twilio+http://`` is for a gateway on this machine; ``from`` may be a messaging service (MG…).
    """
    parts = urlsplit(text(name, ""))
    if not parts.scheme:
        return {}
    scheme = {"twilio": "https", "twilio+http": "http"}.get(parts.scheme)
    sender = unquote(parts.query.removeprefix("from="))
    if not (scheme and parts.hostname and parts.username and parts.password and sender):
        raise ImproperlyConfigured(f"{name} must be like twilio://SID:TOKEN@host?from=+44….")
    port = f":{parts.port}" if parts.port else ""
    return {
        "url": f"{scheme}://{parts.hostname}{port}",
        "account": unquote(parts.username),
        "token": unquote(parts.password),
        "sender": sender,
    }


def prefixed(prefix: str) -> dict[str, str]:
    """Every variable whose name begins like that, without the beginning."""
    return {
        name.removeprefix(prefix): value.strip()
        for name, value in os.environ.items()
        if name.startswith(prefix) and value.strip()
    }


def words(name: str) -> list[str]:
    """What stands between commas, in lower case; none when unset."""
    return [word.strip().lower() for word in text(name, "").split(",") if word.strip()]


def refuse_if_missing() -> None:
    """Stop here, with one sentence that names every variable that is needed and not set."""
    if missing:
        names = ", ".join(dict.fromkeys(missing))
        raise ImproperlyConfigured(
            f"Alongside cannot start: set {names}. docs/deploy.md says what each is;"
            " script/server runs a demo that needs none of them."
        )
