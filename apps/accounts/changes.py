"""Someone has changed their time zone: rooms above register what they then put right."""

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
