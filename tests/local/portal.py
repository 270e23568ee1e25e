"""A running script/server, read line by line, for the tests that need the whole of it."""

import http.client
import os
import signal
import subprocess
from pathlib import Path

import psutil
import pytest

from script.local import ports
from script.local.processes import dies_with_this_process

ROOT = Path(__file__).resolve().parents[2]


class Portal:
    """A running script/server, read line by line."""

    def __init__(self, folder: Path) -> None:
        self.port, self.folder = ports.free(), folder
        self.costs: dict[str, list[str]] = {}
        alone = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
        self.env = {**alone, "PORT": str(self.port), "VAR_DIR": str(folder)}
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [ROOT / "script" / "server"],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=dies_with_this_process(signal.SIGTERM),
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
