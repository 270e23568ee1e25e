"""The clock of a storm: the machine's, moved by as much as one number says that all its processes share."""

import mmap
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from apps.core import clock

_memory = mmap.mmap(-1, 8)  # shared with every process that is forked from this one
_standing: list[datetime] = []


def now() -> datetime:
    if _standing:
        return _standing[-1]
    return datetime.fromtimestamp(time.time() + shift(), UTC)


def shift() -> float:
    """Seconds."""
    seconds: float = struct.unpack("d", _memory)[0]
    return seconds


def move(by: timedelta) -> None:
    _memory[:] = struct.pack("d", shift() + by.total_seconds())


def set_to(moment: datetime) -> None:
    _memory[:] = struct.pack("d", moment.timestamp() - time.time())


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """In this process alone: what is planned here is as of then, and no worker finds it due yet."""
    _standing.append(moment)
    try:
        yield
    finally:
        _standing.pop()


def install() -> None:
    """For the portal in this process and all forked from it later."""
    clock.now = now
