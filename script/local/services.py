"""The database and the broker a run needs: servers of our own, or those that DATABASE_URL and REDIS_URL name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from script.local.postgres import Postgres
from script.local.processes import Process, Ready, wait_for
from script.local.valkey import Valkey


def needed(
    var_dir: Path, *, durable: bool = True
) -> tuple[list[tuple[Process, Ready]], dict[str, str]]:
    """What must be started, and the addresses for everything else."""
    servers: list[tuple[Process, Ready]] = []
    addresses = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
    if not addresses["DATABASE_URL"]:
        postgres = Postgres(var_dir, durable)
        servers.append((postgres.process(), postgres.is_ready))
        addresses["DATABASE_URL"] = postgres.url
    if not addresses["REDIS_URL"]:
        valkey = Valkey(var_dir)
        servers.append((valkey.process(), valkey.is_ready))
        addresses["REDIS_URL"] = valkey.url
    return servers, addresses


@contextmanager
def running(var_dir: Path, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """The same for one run of the tests or a measurement: started, and stopped at its end."""
    servers, addresses = needed(var_dir, durable=durable)
    processes = [process for process, _ in servers]
    try:
        for process, is_ready in servers:
            process.start()
            wait_for(is_ready, process.name, processes)
        yield addresses
    finally:
        for process in reversed(processes):
            process.stop()
