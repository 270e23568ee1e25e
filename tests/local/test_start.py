"""script/server from the first line to the last: everything starts, recovers, stops, and starts again with its data."""

import http.client
import os
import subprocess
from pathlib import Path

import psutil
import pytest

from script.local import ports

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = ["supervisor", "postgres", "valkey", "sink", "worker", "beat", "web"]

pytestmark = pytest.mark.faults


class Portal:
    """A running script/server, read line by line."""

    def __init__(self, folder: Path) -> None:
        self.port = ports.free()
        self.env = {**os.environ, "PORT": str(self.port), "VAR_DIR": str(folder)}
        self.process = subprocess.Popen(
            [ROOT / "script" / "server"],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def line_with(self, words: str) -> str:
        """The next such line. The server gives up by itself, so this never waits for ever."""
        assert self.process.stdout
        seen = []
        for line in self.process.stdout:
            if words in line:
                return line
            seen.append(line)
        pytest.fail(f"“{words}” was never said, but: {''.join(seen)}")

    def readiness(self) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/health/ready", headers={"Host": f"localhost:{self.port}"})
        try:
            return connection.getresponse().status
        finally:
            connection.close()

    def status(self) -> dict[str, list[str]]:
        command = [ROOT / "script" / "server", "--status"]
        shown = subprocess.run(command, env=self.env, capture_output=True, text=True, check=True)
        rows = [line.split() for line in shown.stdout.splitlines()[1:]]
        return {name: rest for name, *rest in rows}

    def stop(self) -> list[psutil.Process]:
        """Ask it to stop; whatever it leaves behind."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.terminate()
        self.process.communicate(timeout=30)
        return [process for process in family if process.is_running()]


def test_the_portal_starts_recovers_stops_and_starts_again_with_its_data(folder: Path) -> None:
    portal = Portal(folder)
    try:
        assert portal.line_with("Ready:") == f"Ready: http://localhost:{portal.port}/\n"
        assert portal.readiness() == 200

        costs = portal.status()
        assert list(costs) == [*PROCESSES, "total"]
        assert float(costs["total"][0]) <= 512

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
