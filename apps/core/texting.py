"""How any room sends a text message, as it sends mail with Django's functions: ``SMS_BACKEND`` carries it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from apps.core.phones import may_get_texts
from apps.core.site_guide import country_codes


@dataclass(frozen=True, slots=True)
class Text:
    to: str  # in full, like +447700900123
    body: str
    expires_at: datetime  # from then on it helps nobody
    # Only if an account has proved this number, which is looked up when it is sent and not before:
    # whoever asks waits as long for a number nobody has, and nothing goes out to it.
    holder_only: bool = False


class Backend(Protocol):
    def send(self, text: Text) -> None:
        """Owe this text, in the caller's transaction."""

    def has_room(self) -> bool:
        """Whether today's budget allows more."""


def is_on() -> bool:
    """Whether this site has a gateway; without one no page offers texts."""
    return bool(settings.SMS)


def countries() -> list[str]:
    """Where texts may go: the operator's list, else the countries the site serves."""
    return settings.SMS_COUNTRIES or country_codes()


def may_get(number: str) -> bool:
    return may_get_texts(number, countries())


def has_room() -> bool:
    return _backend().has_room()


def send(text: Text) -> None:
    """Raises ValueError for a number that no text may go to: a form should have said so."""
    if not may_get(text.to):
        raise ValueError("Texts do not go to this kind of number.")
    _backend().send(text)


def _backend() -> Backend:
    backend: Backend = import_string(settings.SMS_BACKEND)()
    return backend
