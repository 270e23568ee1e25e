"""What was rendered once is kept in the cache; one version for all of it, so that all can be forgotten."""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from django.core.cache import cache

VERSION_KEY = "library:version"
FOR_A_MONTH = 30 * 24 * 3600
FOR_AN_HOUR = 3600

Kept = TypeVar("Kept")


def new_version() -> str:
    version = uuid4().hex[:12]
    cache.set(VERSION_KEY, version, FOR_A_MONTH)
    return version


def kept(key: str, make: Callable[[], Kept], seconds: int = FOR_AN_HOUR) -> Kept:
    """What ``make`` gave the last time under this key; None is never kept."""
    version = cache.get(VERSION_KEY) or new_version()
    name = f"library:{version}:{key}"
    found: Kept | None = cache.get(name)
    if found is not None:
        return found
    made = make()
    if made is not None:
        cache.set(name, made, seconds)
    return made
