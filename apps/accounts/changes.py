"""A person has changed their time zone, or got their account back: rooms above register what they then put right."""

from collections.abc import Callable

from apps.accounts.models import User

Callback = Callable[[User], None]
_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """``callback`` is given the person, saved, in the transaction of the change."""
    _callbacks.append(callback)


def tell(user: User) -> None:
    for callback in _callbacks:
        callback(user)


_having_back: list[Callback] = []


def register_having_back(callback: Callback) -> None:
    """``callback`` is given who has their account back, and stops what somebody else may have begun in their name."""
    _having_back.append(callback)


def tell_had_back(user: User) -> None:
    for callback in _having_back:
        callback(user)
