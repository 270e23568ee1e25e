"""By which ways the next attempt goes: what a person wants at once, and the next where none gets through."""

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
    is_taken: bool = False  # it has the message


NOTHING = Tried()


def ways_now(
    order: Sequence[Channel],
    at_once: int,
    tried: Mapping[Channel, Tried],
    away: Collection[Channel] = frozenset(),
) -> tuple[Channel, ...]:
    """Those of the first ``at_once`` that have yet to get it; where none of them will, the next one.

    Whoever was reached by one of them needs no other in its place, so what is away is then waited for.
    """
    first = order[:at_once]
    is_reached = any(known.is_taken for known in tried.values())
    left = [way for way in first if _has_tries(tried.get(way, NOTHING))]
    if is_reached:
        return tuple(left)
    here = [way for way in left if way not in away]
    other = next_way(order, tried, away)
    return tuple(here) or ((other,) if other else ())


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
    fresh = [way for way in here if _has_tries(tried.get(way, NOTHING))]
    if fresh:
        return fresh[0]
    return min(here, key=lambda way: tried.get(way, NOTHING).failures, default=None)


def order(
    chosen: Sequence[Channel], reachable: Collection[Channel], usual: Sequence[Channel]
) -> tuple[Channel, ...]:
    """What a person chose of the ways there are to them; where none of those is open, any that is."""
    own = tuple(way for way in chosen if way in reachable)
    return own or tuple(way for way in usual if way in reachable)


def has_waited(
    due_at: datetime, now: datetime, *, needed_by: datetime | None, useful_until: datetime
) -> bool:
    """Long enough for a server that is away, so that another way takes over while it still helps.

    Of what is needed before the usual patience would end, half of the time that there was.
    """
    by = needed_by if needed_by and needed_by > due_at else useful_until
    return now - due_at >= min(PATIENCE, (by - due_at) / 2)


def _has_tries(known: Tried) -> bool:
    return not (known.is_over or known.is_taken) and known.failures < TRIES
