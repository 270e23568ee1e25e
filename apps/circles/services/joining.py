"""Someone has joined a circle: rooms above register what they then owe them."""

from collections.abc import Callable

from apps.circles.access import Access

Callback = Callable[[Access], None]
_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """``callback`` is given the newcomer's access, in the transaction in which they join."""
    _callbacks.append(callback)


def tell(access: Access) -> None:
    for callback in _callbacks:
        callback(access)
