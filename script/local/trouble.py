"""Trouble is what a person can act on: it ends a script with one plain sentence and no traceback."""

import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Trouble(Exception):
    """Its text is the sentence."""


def run(main: Callable[[], int]) -> NoReturn:
    """End the process as `main` says. Whoever asks it to stop, what it has open is closed in order."""
    for name in STOP_SIGNALS:
        signal.signal(name, stop_requested)
    try:
        code = main()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def stop_requested(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def stopping_already() -> None:
    """From here on: another Ctrl-C must not cut the stopping short."""
    for name in STOP_SIGNALS:
        signal.signal(name, signal.SIG_IGN)
