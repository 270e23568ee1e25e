"""Seeing things as the person does who will read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from apps.accounts.models import User


@contextmanager
def as_read_by(user: User) -> Iterator[None]:
    """Language and time zone of ``user`` hold for what is written inside."""
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(ZoneInfo(user.zone)):
        yield
