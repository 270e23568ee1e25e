"""Keeps the children of one portal running: starts them in order, restarts what dies, stops them backwards."""

import json
import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from script.local.processes import Process, Ready, end_of, wait_for
from script.local.trouble import Trouble, stopping_already

LONGEST_PAUSE = 30.0
CALM_AFTER = 60.0


@dataclass
class Child:
    process: Process
    failures: int = 0
    again_at: float | None = None


@dataclass
class Supervisor:
    """`state` is the file that tells script/server --status which processes there are."""

    state: Path
    children: list[Child] = field(default_factory=list)

    def start(self, process: Process, is_ready: Ready | None = None) -> None:
        self.children.append(Child(process))
        process.start()
        self.write_state()
        if is_ready:
            self.wait_for(is_ready, process.name)

    def wait_for(self, is_ready: Ready, name: str) -> None:
        wait_for(is_ready, name, [child.process for child in self.children])

    def once(self, *processes: Process) -> None:
        """Steps of the start, side by side, that must all succeed."""
        try:
            for process in processes:
                process.start()
            failed = [process for process in processes if process.wait()]
        finally:
            for process in processes:
                process.stop()
        if failed:
            raise Trouble(end_of(failed[0]))

    def watch(self) -> NoReturn:
        """Until a signal asks to stop."""
        while True:
            for child in self.children:
                self.look_after(child)
            time.sleep(0.2)

    def look_after(self, child: Child) -> None:
        process = child.process
        code = process.exit_code
        now = time.monotonic()
        if code is None:
            return
        if child.again_at is None:
            if now - process.started_at > CALM_AFTER:
                child.failures = 0
            pause = min(2.0**child.failures, LONGEST_PAUSE)
            child.failures += 1
            child.again_at = now + pause
            print(
                f"{process.name} stopped ({ending(code)}); it starts again in {pause:.0f} s."
                f" Its log is {process.log}",
                flush=True,
            )
        elif now >= child.again_at:
            child.again_at = None
            process.stop()  # whatever it had started itself
            process.start()
            self.write_state()

    def stop(self) -> None:
        """Backwards, so that nobody loses what they still need. A second Ctrl-C changes nothing."""
        stopping_already()
        for child in reversed(self.children):
            child.process.stop()
        self.state.unlink(missing_ok=True)

    def write_state(self) -> None:
        """Moved into place, so that a reader never sees half of it."""
        pids = {child.process.name: child.process.pid for child in self.children}
        unfinished = self.state.with_suffix(".part")
        unfinished.write_text(json.dumps({"supervisor": os.getpid(), **pids}))
        unfinished.replace(self.state)


def ending(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
