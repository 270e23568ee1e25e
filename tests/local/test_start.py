"""script/server from the first line to the last: everything starts, recovers, stops, and starts again with its data."""

from pathlib import Path

import psutil
import pytest

from tests.local.portal import Portal

PROCESSES = ["supervisor", "postgres", "valkey", "sink", "gateway", "worker", "beat", "web"]

pytestmark = [pytest.mark.faults, pytest.mark.soak]


def test_the_portal_starts_recovers_stops_and_starts_again_with_its_data(folder: Path) -> None:
    portal = Portal(folder)
    try:
        assert portal.line_with("Ready:") == f"Ready: http://localhost:{portal.port}/\n"
        assert portal.readiness() == 200

        costs = portal.status()
        assert list(costs) == [*PROCESSES, "total"]
        assert float(costs["total"][0]) <= 760

        second = Portal(folder)
        assert "already running" in second.line_with("Alongside")
        second.process.communicate(timeout=10)
        assert second.process.returncode == 1

        psutil.Process(int(costs["worker"][0])).kill()
        assert "starts again in 1 s" in portal.line_with("worker stopped (SIGKILL)")
    finally:
        left = portal.stop()
    assert portal.process.returncode == 0
    assert left == []

    collected = (folder / "log" / "collectstatic.log").stat().st_mtime_ns
    keys = {path.name: path.read_text() for path in (folder / "keys").iterdir()}
    again = Portal(folder)
    try:
        again.line_with("Ready:")
    finally:
        left = again.stop()
    assert left == []
    assert {path.name: path.read_text() for path in (folder / "keys").iterdir()} == keys
    assert (folder / "log" / "collectstatic.log").stat().st_mtime_ns == collected
