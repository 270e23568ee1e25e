"""Counting tries where it matters how many there were: each is counted before it is looked at.

The count is kept in Redis, one for all processes and for tries that arrive together; while Redis is away
each process counts for itself (``core.cache``).
"""

from django.core.cache import cache


def may_try(key: str, *, limit: int, seconds: int) -> bool:
    """Count one more try and say whether it is among the first ``limit`` within ``seconds``."""
    if cache.add(key, 1, timeout=seconds):
        return limit >= 1
    try:
        return int(cache.incr(key)) <= limit
    except ValueError:  # its time ran out between the two
        cache.set(key, 1, timeout=seconds)
        return limit >= 1
