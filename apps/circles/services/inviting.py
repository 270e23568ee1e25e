"""An invitation was made, renewed, answered or taken back: rooms above register what they then owe of it."""

from collections.abc import Callable

from apps.circles.models import Invitation

Callback = Callable[[Invitation], None]
_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """``callback`` is given the invitation, saved, in the transaction of the change."""
    _callbacks.append(callback)


def tell(invitation: Invitation) -> None:
    for callback in _callbacks:
        callback(invitation)
