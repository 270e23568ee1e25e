"""One child process: it has a log of its own, never outlives this process, and can be stopped in a given time."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from script.local.bootstrap import ROOT
from script.local.trouble import Trouble

Ready = Callable[[], bool]

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
LOG_LIMIT = 5_000_000


@dataclass
class Process:
    name: str
    command: Sequence[str | Path]
    log: Path
    env: Mapping[str, str] | None = None
    # What asks it to finish, what is sent when this process dies without asking, and how long it may take.
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGTERM
    patience: float = 6.0
    # Popen's user, group and folder, for the one that must not run as root.
    run_as: Mapping[str, Any] = field(default_factory=lambda: {"cwd": ROOT})
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    log_starts: int = 0

    def start(self) -> None:
        keep_small(self.log)
        with self.log.open("ab") as log:
            self.log_starts = log.tell()
            self.running = subprocess.Popen(
                self.command,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops the others in order
                preexec_fn=dies_with_this_process(self.orphan_signal),
                **self.run_as,
            )
        self.started_at = time.monotonic()

    @property
    def pid(self) -> int | None:
        return self.running.pid if self.running else None

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.running.poll() if self.running else None

    def wait(self) -> int:
        return self.running.wait() if self.running else 0

    def stop(self) -> None:
        """Ask, wait as long as its patience, then end it and all it started."""
        if self.running is None:
            return
        if self.running.poll() is None:
            self.running.send_signal(self.stop_signal)
            with suppress(subprocess.TimeoutExpired):
                self.running.wait(self.patience)
        end_group(self.running)
        self.running = None


def dies_with_this_process(orphan_signal: signal.Signals) -> Callable[[], None]:
    """Linux sends the signal to the child when this process is gone, whatever killed it.

    It runs in the child after its change of user, which would clear the setting.
    """
    parent = os.getpid()

    def tie() -> None:
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_PDEATHSIG, orphan_signal)
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGKILL)

    return tie


def end_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_those_in(folder: Path, stop_signal: signal.Signals) -> None:
    """End what an earlier run left standing in a folder: a server stands in that of its data."""
    left = [process for process in psutil.process_iter() if stands_in(process, folder)]
    for process in left:
        with suppress(psutil.Error):
            process.send_signal(stop_signal)
    _, stubborn = psutil.wait_procs(left, timeout=10)
    for process in stubborn:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, timeout=5)


def stands_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return Path(process.cwd()) == folder
    except psutil.Error:
        return False


def keep_small(log: Path) -> None:
    """One old log is kept beside the current one."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))


def wait_for(is_ready: Ready, name: str, processes: Sequence[Process], seconds: float = 60) -> None:
    """Until it is ready; whichever process ends first is the reason why it never will be."""
    end = time.monotonic() + seconds
    pause = 0.05
    while not is_ready():
        for process in processes:
            if process.exit_code is not None:
                raise Trouble(end_of(process))
        if time.monotonic() > end:
            logs = processes[-1].log.parent
            raise Trouble(
                f"After {seconds:.0f} seconds {name} is still not ready; the logs are in {logs}."
            )
        time.sleep(pause)
        pause = min(pause * 1.5, 0.5)


def end_of(process: Process) -> str:
    """Its last words, then the sentence."""
    words = process.log.read_bytes()[process.log_starts :].decode(errors="replace")
    sentence = f"{process.name} failed while starting; its log is {process.log}."
    return "\n".join([*words.splitlines()[-12:], sentence])
