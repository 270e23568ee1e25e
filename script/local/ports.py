"""Ports on this machine: one that is free, and whether a given one is."""

import random
import socket
from contextlib import suppress

from script.local.trouble import Trouble

LOOPBACK = "127.0.0.1"


def free() -> int:
    """Below those that the system hands out for outgoing connections, which could take it before we do."""
    for port in random.SystemRandom().sample(range(20_000, 32_768), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind((LOOPBACK, port))
            return port
    raise Trouble("This machine has no free port between 20000 and 32768.")


def require(text: str) -> int:
    """The port a person asked for, when it can be had."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Trouble(f"PORT must be a number from 1 to 65535, not “{text}”.")
    port = int(text)
    with socket.socket() as probe:
        # Without this a port that was in use a minute ago still counts as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError as error:
            raise Trouble(
                f"Port {port} needs root: choose one above 1023, e.g. PORT=8000."
            ) from error
        except OSError as error:
            raise Trouble(
                f"Port {port} is taken: stop what uses it, or choose another one,"
                f" for example PORT={port % 65535 + 1} script/server."
            ) from error
    return port


def answers(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True
