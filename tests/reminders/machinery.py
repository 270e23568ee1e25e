"""Real workers, beats and a broker for tests that kill them; all work on the database of the test."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.parse import quote

from django.db import connection

from script.local import commands
from script.local.valkey import Valkey

PROCESSES = 2  # of each worker: as many messages can be in flight
TICK, LEASE = 1, 6  # seconds
PATIENCE = 40.0


@dataclass
class Part:
    """One process with its children: a worker with its pool, a beat, the broker."""

    command: list[str]
    env: Mapping[str, str]
    log: Path
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command, env=self.env, stdout=log, stderr=log, start_new_session=True
            )

    def has_said(self, words: str) -> bool:
        return words in self.log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """SIGKILL to all of it at once, as when a machine loses its power."""
        if self.running is not None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
            self.running = None


@dataclass
class Machinery:
    folder: Path
    smtp_port: int
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.broker_server = Valkey(self.folder)
        process = self.broker_server.process()
        self.env = {
            **os.environ,
            "DATABASE_URL": _address_of_the_test_database(),
            "REDIS_URL": self.broker_server.url,
            "SMTP_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "VAR_DIR": str(self.folder),
            "REMINDER_TICK_SECONDS": str(TICK),
            "REMINDER_LEASE_SECONDS": str(LEASE),
            "LOG_LEVEL": "WARNING",
        }
        self.broker = self._part([str(word) for word in process.command], "broker")

    def start_broker(self) -> None:
        self.broker.start()
        eventually(self.broker_server.is_ready)

    def lose_broker(self) -> None:
        """Gone, and with it everything that waited in it."""
        self.broker.kill()
        shutil.rmtree(self.folder / "valkey" / "appendonlydir", ignore_errors=True)

    def start_worker(self) -> Part:
        command = [*commands.worker(PROCESSES), "--include", "tests.reminders.visits"]
        name = f"worker-{len(self.parts)}"
        worker = self._part(commands.here([*command, "--hostname", name]), name)
        worker.start()
        return worker

    def start_beat(self) -> Part:
        name = f"beat-{len(self.parts)}"
        beat = self._part(commands.here(commands.beat(self.folder / name)), name)
        beat.start()
        return beat

    def stop(self) -> None:
        for part in self.parts:
            part.kill()

    def _part(self, command: list[str], name: str) -> Part:
        part = Part(command, self.env, self.folder / f"{name}.log")
        self.parts.append(part)
        return part


@contextmanager
def machinery(folder: Path, smtp_port: int) -> Iterator[Machinery]:
    """A broker and one beat are running; workers are the test's business."""
    (folder / "log").mkdir()
    machine = Machinery(folder, smtp_port)
    try:
        machine.start_broker()
        machine.start_beat()
        yield machine
    finally:
        machine.stop()


def eventually(holds: Callable[[], bool], within: float = PATIENCE) -> None:
    """Look again and again until it holds; fails when it does not in time."""
    deadline, pause = time.monotonic() + within, Event()
    while not holds():
        assert time.monotonic() < deadline, "It never came to that."
        pause.wait(0.05)


def _address_of_the_test_database() -> str:
    server = connection.settings_dict
    login = f"{quote(server['USER'])}:{quote(server['PASSWORD'])}"
    return f"postgresql://{login}@{server['HOST']}:{server['PORT']}/{quote(str(server['NAME']))}"
