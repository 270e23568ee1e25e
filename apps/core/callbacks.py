"""What rooms above do when something has changed below. The room below calls them and never learns who they are."""

from collections.abc import Callable
from typing import Generic, ParamSpec

Told = ParamSpec("Told")


class Callbacks(Generic[Told]):
    """Of one kind of event; registered in a room's ``ready``, called in the transaction of the change."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[Told, None]] = []

    def register(self, callback: Callable[Told, None]) -> None:
        self._callbacks.append(callback)

    def tell(self, *args: Told.args, **kwargs: Told.kwargs) -> None:
        for callback in self._callbacks:
            callback(*args, **kwargs)
