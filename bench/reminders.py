"""Reminders a second through a real worker beside a naive loop, and what a tick costs among a million.

Goal: a tick beside 1,000,000 future reminders costs at most 1.3 times one beside 1,000.
"""

import os
import statistics
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
    speed = owed / (time.perf_counter() - started)
    print(f"{'planning':<12}{speed:8.1f} reminders a second, {owed:,} in all", flush=True)
    beat_file = Path(os.environ["VAR_DIR"]) / "bench-beat"
    with (
        running(*commands.here(commands.worker())),
        running(*commands.here(commands.beat(beat_file))),
    ):
        wait_until(has_ticked)
        rounds = [measure_round(part) for part in range(_visits.PARTS)]
    for name in ("worker", "naive loop"):
        speed = statistics.median(speeds[name] for speeds in rounds)
        print(f"{name:<12}{speed:8.1f} reminders a second")
    ratio = statistics.median(speeds["worker"] / speeds["naive loop"] for speeds in rounds)
    print(f"worker / naive loop: {ratio:.2f}", flush=True)


def measure_round(part: int) -> dict[str, float]:
    """Reminders a second of each for one part of the circles; who begins takes turns."""
    contenders = {"worker": send_by_worker, "naive loop": send_naively}
    order = list(contenders) if part % 2 == 0 else list(reversed(contenders))
    return {name: contenders[name](part) for name in order}


def send_by_worker(part: int) -> float:
    from bench import _visits

    started = time.perf_counter()
    number = _visits.make_due(part)
    _visits.wake_workers()
    wait_until(lambda: _visits.still_owed(part) == 0)
    return number / (time.perf_counter() - started)


def send_naively(part: int) -> float:
    from bench import _visits

    started = time.perf_counter()
    return _visits.naive_loop(part) / (time.perf_counter() - started)


def measure_ticks() -> None:
    from bench import _ticks  # needs the settings

    _ticks.populate()
    medians = _ticks.measure()
    for schema, rows in _ticks.SIZES.items():
        print(f"tick beside {rows:>9,} future reminders: {medians[schema] * 1000:6.3f} ms")
    print(f"large / small: {medians['large'] / medians['small']:.2f} (goal: at most 1.3)")
    print(f"stored: {_ticks.bytes_a_reminder():.0f} bytes a reminder, indexes included")


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
