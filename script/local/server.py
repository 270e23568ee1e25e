"""script/server: the whole portal on this machine, as the demo, from one folder and on one port."""

import hashlib
import http.client
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from script.local import commands, environment, keys, ports, services, status, trouble, var_dir
from script.local.bootstrap import ROOT
from script.local.processes import Process
from script.local.supervisor import Supervisor
from script.local.trouble import Trouble

READY = """\
Ready: {address}
  {address}demo/    step into a person of the demo circle
  {address}outbox/  read the mails and texts the portal sends
  Ctrl-C stops everything; the data stays in {folder}"""


def main() -> int:
    os.umask(0o022)
    folder = var_dir.chosen()
    if sys.argv[1:] == ["--status"]:
        status.show(folder)
        return 0
    if sys.argv[1:]:
        raise Trouble(
            "script/server takes --status or nothing; PORT and VAR_DIR are set before it."
        )
    with var_dir.claim(folder):
        port = ports.require(os.environ.get("PORT") or "8000")
        supervisor = Supervisor(folder / "run.json")
        try:
            Portal(supervisor, folder, port).start()
            address, place = f"http://localhost:{port}/", var_dir.shown(folder)
            print(READY.format(address=address, folder=place), flush=True)
            supervisor.watch()
        except KeyboardInterrupt:
            print("\nStopping …", flush=True)
        finally:
            supervisor.stop()
    return 0


@dataclass
class Portal:
    supervisor: Supervisor
    folder: Path
    port: int

    def start(self) -> None:
        """In the order of need; stopping goes backwards."""
        print("Starting the database, the broker and the portal …", flush=True)
        servers, addresses = services.needed(self.folder)
        sink_port, gateway_port = ports.free(), ports.free()
        self.env = environment.demo(self.folder, self.port, sink_port, gateway_port, addresses)
        for process, is_ready in servers:
            self.supervisor.start(process, is_ready)
        sink = commands.sink(sink_port, self.folder / "outbox")
        self.supervisor.start(self.process("sink", sink), lambda: ports.answers(sink_port))
        gateway = commands.gateway(
            gateway_port,
            self.folder / "outbox",
            environment.SMS_ACCOUNT,
            keys.path(self.folder, environment.SMS_KEY),
            f"http://localhost:{self.port}/hooks/texts/reply/",
        )
        self.supervisor.start(self.process("gateway", gateway), lambda: ports.answers(gateway_port))
        self.prepare()
        worker = self.process("worker", commands.worker())
        worker.orphan_signal = signal.SIGQUIT  # a warm shutdown would wait for the broker, gone too
        self.supervisor.start(worker)
        self.supervisor.start(self.process("beat", commands.beat(self.folder / "beat")))
        self.supervisor.start(self.process("web", commands.web(f"{ports.LOOPBACK}:{self.port}")))
        self.supervisor.wait_for(self.is_ready, "the portal")

    def prepare(self) -> None:
        """Tables, files and demo people; each step does nothing where nothing changed."""
        migrate = self.manage("migrate", "--no-input")
        stamp = self.folder / "collected"
        wanted = static_fingerprint()
        if stamp.exists() and stamp.read_text() == wanted:
            self.supervisor.once(migrate)
        else:
            self.supervisor.once(migrate, self.manage("collectstatic", "--no-input", "--clear"))
            stamp.write_text(wanted)
        self.supervisor.once(self.manage("load_articles"), self.manage("demo"))

    def manage(self, step: str, *arguments: str) -> Process:
        return self.process(step, commands.manage(step, *arguments))

    def process(self, name: str, command: list[str]) -> Process:
        log = self.folder / "log" / f"{name}.log"
        return Process(name, commands.here(command), log, self.env)

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection(ports.LOOPBACK, self.port, timeout=5)
        try:
            connection.request("GET", "/health/ready", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def static_fingerprint() -> str:
    """Changes with every file that collectstatic would read; packages change with their list."""
    digest = hashlib.sha256()
    for path in sorted(static_sources()):
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def static_sources() -> Iterator[Path]:
    yield ROOT / "requirements.txt"
    yield from (ROOT / "portal").glob("*.py")
    for folder in (ROOT / "static", *(ROOT / "apps").glob("*/static")):
        yield from (path for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    trouble.run(main)
