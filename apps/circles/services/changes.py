"""Somebody's place in a circle has changed: they joined, may do more or less, or left.

Rooms above register what they then put right.
"""

from collections.abc import Callable

from apps.circles.access import Access
from apps.circles.models import Membership

Callback = Callable[[Access, Membership], None]
_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """``callback`` is given the access of whoever did it and the place concerned, saved, in the transaction
    of the change. Who joins or leaves does it themselves."""
    _callbacks.append(callback)


def tell(access: Access, membership: Membership) -> None:
    for callback in _callbacks:
        callback(access, membership)


_leaving: list[Callable[[Access], None]] = []


def register_leaving(callback: Callable[[Access], None]) -> None:
    """``callback`` is given the access of who has just left or was taken out, and gives back what they had on."""
    _leaving.append(callback)


def tell_left(access: Access) -> None:
    for callback in _leaving:
        callback(access)
