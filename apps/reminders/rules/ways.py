"""By which way the next attempt goes: a person's own order, and the next one where a way does not get through."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.reminders.kinds import Channel

TRIES = 3  # at waits that double, about a minute: then the next way takes over
PATIENCE = timedelta(minutes=15)  # with a server that is away


@dataclass(frozen=True, slots=True)
class Tried:
    """What one way has come to for one reminder."""

    failures: int = 0
    is_over: bool = False  # refused for good


NOTHING = Tried()


def next_way(
    order: Sequence[Channel],
    tried: Mapping[Channel, Tried],
    away: Collection[Channel] = frozenset(),
) -> Channel | None:
    """The first that has tries left; when all have used theirs, by turns. None when each refused for good.

    A way that is away is taken only where there is no other.
    """
    left = [way for way in order if not tried.get(way, NOTHING).is_over]
    here = [way for way in left if way not in away] or left
    fresh = [way for way in here if tried.get(way, NOTHING).failures < TRIES]
    if fresh:
        return fresh[0]
    return min(here, key=lambda way: tried.get(way, NOTHING).failures, default=None)


def order(
    chosen: Sequence[Channel], reachable: Collection[Channel], usual: Sequence[Channel]
) -> tuple[Channel, ...]:
    """What a person chose of the ways there are to them; where none of those is open, any that is."""
    own = tuple(way for way in chosen if way in reachable)
    return own or tuple(way for way in usual if way in reachable)


def has_waited(due_at: datetime, now: datetime) -> bool:
    """Long enough for a server that is away, so that another way takes over."""
    return now - due_at >= PATIENCE
