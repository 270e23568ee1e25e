"""Seeing things as the person does who will read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from apps.reminders.services.addressees import Addressee


@contextmanager
def as_read_by(person: Addressee) -> Iterator[None]:
    """Their language and time zone hold for what is written inside."""
    with translation.override(person.language), timezone.override(ZoneInfo(person.zone)):
        yield
