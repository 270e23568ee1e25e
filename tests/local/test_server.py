"""script/server on a machine where something is in the way, and its children when something dies."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from script.local import ports, var_dir
from script.local.processes import Process
from script.local.supervisor import Child, Supervisor
from script.local.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]


def server(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "script.local.server", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )


def sentence(result: subprocess.CompletedProcess[str]) -> str:
    """The one line a person gets."""
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = sentence(server(PORT=str(port), VAR_DIR=str(tmp_path)))
    assert said.startswith(f"Port {port} is taken")


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_one_sentence(port: str, tmp_path: Path) -> None:
    assert sentence(server(PORT=port, VAR_DIR=str(tmp_path))).startswith("PORT must be a number")


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = sentence(server(VAR_DIR=str(tmp_path / "file" / "var")))
    assert said.startswith(f"Cannot write to {tmp_path}/file/var")


def test_two_portals_never_share_a_folder(tmp_path: Path) -> None:
    with var_dir.claim(tmp_path):
        said = sentence(server(PORT=str(ports.free()), VAR_DIR=str(tmp_path)))
    assert said.startswith(f"Alongside is already running from {tmp_path}")


def test_an_unknown_argument_is_one_sentence(tmp_path: Path) -> None:
    assert "--status" in sentence(server("--port", "80", VAR_DIR=str(tmp_path)))


def test_status_without_a_portal_is_one_sentence(tmp_path: Path) -> None:
    assert sentence(server("--status", VAR_DIR=str(tmp_path))).startswith("Nothing is running")


def test_status_adds_up_what_the_processes_cost(tmp_path: Path) -> None:
    with var_dir.claim(tmp_path):
        (tmp_path / "run.json").write_text(
            json.dumps({"supervisor": os.getpid(), "web": 2**22 + 1})
        )
        lines = server("--status", VAR_DIR=str(tmp_path)).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["process", "supervisor", "web", "total"]
    assert float(lines[1].split()[2]) > 1
    assert lines[2].split()[1] == "stopped"
    assert lines[3].endswith("of 640")


PARENT = """
import sys
from pathlib import Path
from script.local.processes import Process
child = Process("child", ["sh", "-c", "trap '' TERM; sleep 60 & wait"], Path(sys.argv[1]))
child.orphan_signal = __import__("signal").SIGKILL
child.start()
print(child.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.faults
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a child to its parent")
def test_a_child_dies_with_its_parent_however_that_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=ROOT, stdin=-1, stdout=-1, text=True) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    gone, _ = psutil.wait_procs([child], timeout=5)
    assert gone


class Recorded(Process):
    """A child that only notes what is done to it."""

    def __init__(self, name: str, noted: list[str]) -> None:
        super().__init__(name, [], Path(os.devnull))
        self.noted = noted
        self.code: int | None = None

    def start(self) -> None:
        self.noted.append(f"start {self.name}")

    def stop(self) -> None:
        self.noted.append(f"stop {self.name}")

    @property
    def exit_code(self) -> int | None:
        return self.code


@contextmanager
def own_signals() -> Iterator[None]:
    """The supervisor ends up deaf to them; the test run must not."""
    kept = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for name, handler in kept.items():
            signal.signal(name, handler)


def test_what_started_last_stops_first(tmp_path: Path) -> None:
    noted: list[str] = []
    supervisor = Supervisor(tmp_path / "run.json")
    for name in ("postgres", "worker", "web"):
        supervisor.start(Recorded(name, noted))
    known = json.loads(supervisor.state.read_text())
    assert list(known) == ["supervisor", "postgres", "worker", "web"]
    noted.clear()
    with own_signals():
        supervisor.stop()
    assert noted == ["stop web", "stop worker", "stop postgres"]
    assert not supervisor.state.exists()


def test_a_child_that_dies_is_said_once_and_started_again_after_a_pause(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("script.local.supervisor.time.monotonic", lambda: now)
    supervisor = Supervisor(tmp_path / "run.json")
    noted: list[str] = []
    web = Recorded("web", noted)
    web.code, web.started_at = -signal.SIGKILL, now
    child = Child(web)
    supervisor.look_after(child)
    supervisor.look_after(child)
    assert capsys.readouterr().out.startswith("web stopped (SIGKILL); it starts again in 1 s.")
    assert noted == []
    now += 1.5
    supervisor.look_after(child)
    assert noted == ["stop web", "start web"]
    supervisor.look_after(child)
    assert "again in 2 s" in capsys.readouterr().out


def test_a_step_of_the_start_that_fails_shows_its_last_words(tmp_path: Path) -> None:
    log = tmp_path / "migrate.log"
    log.write_text("words of an earlier run\n")
    step = Process("migrate", ["sh", "-c", "echo no such table; exit 3"], log)
    with pytest.raises(Trouble) as trouble:
        Supervisor(tmp_path / "run.json").once(step)
    assert str(trouble.value).startswith("no such table\nmigrate failed while starting")
