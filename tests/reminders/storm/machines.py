"""All that runs in a storm besides the receivers: a database, a broker, workers and beats, two of each."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import psutil
import psycopg
from django.db import connection

from apps.reminders.models import Heartbeat
from script.local.postgres import Postgres, plain_environment
from script.local.processes import Process
from script.local.valkey import Valkey
from tests.reminders.storm import nursery
from tests.reminders.storm.nursery import Nursery

WORKERS, PROCESSES, BEATS = 2, 2, 2
IN_FLIGHT = WORKERS * PROCESSES  # each process has one message under way


class Machines:
    """Each can be killed by SIGKILL and is started again on the same data, but for the broker's."""

    def __init__(self, folder: Path, postgres: Postgres, valkey: Valkey, cradle: Nursery) -> None:
        self.folder = folder
        self._postgres, self._valkey, self._nursery = postgres, valkey, cradle
        self._database: Process | None = None
        self._broker: Process | None = None
        self._workers: dict[str, int] = {}
        self._beats: dict[str, int] = {}

    def start_database(self) -> None:
        self._database = self._postgres.process()
        self._database.start()
        eventually(self._postgres.is_ready)

    def start_rest(self) -> None:
        self._start_broker()
        for number in range(WORKERS):
            self._start_worker(f"worker-{number}")
        for number in range(BEATS):
            self._start_beat(f"beat-{number}")

    def lose_worker(self, chance: Random) -> None:
        """The whole of it: the one that distributes and those that send."""
        name = chance.choice(sorted(self._workers))
        nursery.kill(self._workers[name])
        self._start_worker(name)

    def lose_workers(self) -> None:
        for group in self._workers.values():
            nursery.kill(group)
        for name in list(self._workers):
            self._start_worker(name)

    def lose_beat(self, chance: Random) -> None:
        name = chance.choice(sorted(self._beats))
        nursery.kill(self._beats[name])
        self._start_beat(name)

    def lose_broker(self) -> None:
        assert self._broker is not None
        _kill(self._broker)
        shutil.rmtree(self.folder / "valkey" / "appendonlydir", ignore_errors=True)
        self._start_broker()

    def lose_database(self) -> None:
        assert self._database is not None
        _kill(self._database)
        forget_connections()
        self.start_database()

    def lose_session(self, chance: Random) -> None:
        """One of the database's own processes: it then ends all others and recovers by itself."""
        with psycopg.connect(self._postgres.url, autocommit=True) as door:
            rows = door.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                " AND pid <> pg_backend_pid() ORDER BY pid"
            ).fetchall()
        if rows:
            os.kill(chance.choice(rows)[0], signal.SIGKILL)
        forget_connections()
        eventually(self._postgres.is_ready)

    def tend(self) -> None:
        """Start again what has ended by itself, as production does: a worker may, when Redis goes away."""
        for name, group in self._workers.items():
            if not nursery.is_alive(group):
                self._start_worker(name)
        for name, group in self._beats.items():
            if not nursery.is_alive(group):
                self._start_beat(name)

    def stop(self) -> None:
        self._nursery.close()
        for server in (self._broker, self._database):
            if server is not None:
                server.stop()

    def _start_broker(self) -> None:
        self._broker = self._valkey.process()
        self._broker.start()
        eventually(self._valkey.is_ready)

    def _start_worker(self, name: str) -> None:
        command = nursery.worker(name, PROCESSES)
        self._workers[name] = self._nursery.start(command, self.folder / "log" / f"{name}.log")

    def _start_beat(self, name: str) -> None:
        command = nursery.beat(self.folder / name)
        self._beats[name] = self._nursery.start(command, self.folder / "log" / f"{name}.log")

    def copy_tables(self, source: str) -> None:
        """As another database has them, empty: quicker by far than making them anew."""
        programs = self._postgres.programs
        how = {"env": plain_environment(), "check": True, "capture_output": True}
        dump = [programs / "pg_dump", "--schema-only", "--no-owner", "--dbname", source]
        tables = subprocess.run(dump, **how).stdout  # type: ignore[call-overload]
        load = [programs / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", "-d", self._postgres.url]
        subprocess.run(load, input=tables, **how)  # type: ignore[call-overload]


@contextmanager
def machines(
    folder: Path, postgres: Postgres, valkey: Valkey, cradle: Nursery, tables_of: str
) -> Iterator[Machines]:
    """All running, on empty tables."""
    running = Machines(folder, postgres, valkey, cradle)
    try:
        running.start_database()
        running.copy_tables(tables_of)
        running.start_rest()
        eventually(Heartbeat.objects.exists)
        yield running
    finally:
        forget_connections()
        running.stop()


def forget_connections() -> None:
    """Those of this process: what they lead to is not there any more."""
    connection.close()
    connection.close_pool()


def eventually(holds: Callable[[], bool], within: float = 60.0) -> None:
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            raise RuntimeError("It never came to that.")
        time.sleep(0.02)


def _kill(server: Process) -> None:
    """The server first, so that it can tell its children nothing; those are gone when this returns."""
    assert server.pid is not None
    family = [psutil.Process(server.pid)]
    family += family[0].children(recursive=True)
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    server.wait()
    eventually(lambda: not any(map(_is_alive, family)))
    server.running = None


def _is_alive(process: psutil.Process) -> bool:
    """The dead whom nobody has buried yet hold nothing any more."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
