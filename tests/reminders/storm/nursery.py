"""Starts workers and beats as forks of a process that has loaded everything, so that a restart takes no time.

They are the real commands in processes of their own; only reading the code from disk is saved.
"""

import json
import os
import random
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

from celery import current_app
from django.template import loader
from django.urls import get_resolver

from script.local import commands
from script.local.processes import LIBC

LATER = (
    "celery.__main__",
    "celery.apps.beat",
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "celery.worker.strategy",
    "django.conf.locale.en.formats",
    "kombu.transport.redis",
    "phonenumbers.data.region_GB",
    "pywebpush",
)
SUBREAPER = (
    36  # PR_SET_CHILD_SUBREAPER: orphans come to this process, and not to the machine's first
)


class Nursery:
    """Make it before anything else is running: a fork copies neither threads nor open connections well."""

    def __init__(self) -> None:
        _load_what_comes_later()
        self._errands, theirs = Pipe()
        if os.fork() == 0:
            self._errands.close()
            _serve(theirs)
        theirs.close()

    def start(self, command: list[str], log: Path) -> int:
        """A celery command in a process group of its own; the group's number."""
        self._errands.send_bytes(json.dumps([command, str(log)]).encode())
        return int(self._errands.recv_bytes())

    def close(self) -> None:
        """It goes, and takes with it whatever still runs."""
        self._errands.close()


def kill(group: int) -> None:
    """SIGKILL to all of it at once, as when a machine loses its power; returns when nothing of it is left."""
    with suppress(ProcessLookupError):
        while True:
            os.killpg(group, signal.SIGKILL)
            time.sleep(0.005)


def is_alive(group: int) -> bool:
    try:
        os.kill(group, 0)
    except ProcessLookupError:
        return False
    return True


def _load_what_comes_later() -> None:
    """What a process reads from disk only when it starts, or for its first message."""
    for name in LATER:
        import_module(name)
    current_app.loader.import_default_modules()
    for ending in ("txt", "html"):
        loader.get_template(f"reminders/email/reminder.{ending}")
    get_resolver().url_patterns  # noqa: B018  reading loads them


def _serve(errands: Connection) -> None:
    """Until the other end is closed or its process is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for,
    LIBC.prctl(SUBREAPER, 1)  # nor are their children
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    groups = []
    with suppress(EOFError, OSError):
        while True:
            command, log = json.loads(errands.recv_bytes())
            groups.append(_fork(command, log))
            errands.send_bytes(str(groups[-1]).encode())
    for group in groups:
        kill(group)
    os._exit(0)


def _fork(command: list[str], log: str) -> int:
    if pid := os.fork():
        with suppress(OSError):
            os.setpgid(pid, pid)
        return pid
    os.setpgid(0, 0)
    for name in (signal.SIGCHLD, signal.SIGINT):
        signal.signal(name, signal.SIG_DFL)
    random.seed()
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    _run(command)
    os._exit(0)


def _run(command: list[str]) -> None:
    from celery.__main__ import main

    sys.argv = list(command)
    with suppress(SystemExit):
        main()


def worker(name: str, processes: int) -> list[str]:
    return [*commands.worker(processes), "--hostname", name]


def beat(schedule: Path) -> list[str]:
    return commands.beat(schedule)
