"""Reminders a second through a real worker beside a naive loop, and what a tick costs among a million.

Goal: a tick beside 1,000,000 future reminders costs at most 1.3 times one beside 1,000.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from script.local import commands
from script.local.ports import free as free_port

ROOT = Path(__file__).resolve().parent.parent
SETTLE = "600"  # planned reminders wait until the measurement makes them due


def main() -> None:
    port = free_port()
    os.environ |= {
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
        "REMINDER_SETTLE_SECONDS": SETTLE,
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, check=True)
    django.setup()
    with running(sys.executable, "-m", "bench._mail_sink", str(port)):
        measure_sending()
    measure_ticks()


def measure_sending() -> None:
    from bench import _visits  # needs the settings

    _visits.populate()
    started = time.perf_counter()
    owed = _visits.plan_soon()
    report("planned", owed, time.perf_counter() - started)
    beat_file = Path(os.environ["VAR_DIR"]) / "bench-beat"
    with (
        running(*commands.here(commands.worker())),
        running(*commands.here(commands.beat(beat_file))),
    ):
        wait_until(has_ticked)
        started = time.perf_counter()
        _visits.make_due()
        wait_until(lambda: _visits.still_owed() == 0)
        ours = report("worker", owed, time.perf_counter() - started)
    started = time.perf_counter()
    sent = _visits.naive_loop()
    naive = report("naive loop", sent, time.perf_counter() - started)
    print(f"worker / naive loop: {ours / naive:.2f}")


def measure_ticks() -> None:
    from bench import _ticks  # needs the settings

    _ticks.populate()
    medians = _ticks.measure()
    for schema, rows in _ticks.SIZES.items():
        print(f"tick beside {rows:>9,} future reminders: {medians[schema] * 1000:6.3f} ms")
    print(f"large / small: {medians['large'] / medians['small']:.2f} (goal: at most 1.3)")
    print(f"stored: {_ticks.bytes_a_reminder():.0f} bytes a reminder, indexes included")


def report(name: str, number: int, seconds: float) -> float:
    print(
        f"{name:<12}{number:>7,} in {seconds:6.1f} s {number / seconds:8.1f} a second", flush=True
    )
    return number / seconds


def has_ticked() -> bool:
    from apps.reminders.selectors import beat_is_alive

    return beat_is_alive()


def wait_until(holds: Callable[[], bool], seconds: float = 600) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError("It took too long.")
        time.sleep(0.1)


@contextmanager
def running(*command: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
