"""Trouble is what a person can act on: it ends a script with one plain sentence and no traceback."""

import sys
from collections.abc import Callable
from typing import NoReturn


class Trouble(Exception):
    """Its text is the sentence."""


def run(main: Callable[[], int]) -> NoReturn:
    """End the process as `main` says; Ctrl-C ends it quietly, as a shell expects."""
    try:
        code = main()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
