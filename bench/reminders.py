"""Reminders a second beside three other ways, the engine's own cost, a tick among millions: --due 100000 --full.

Goals: a tick among the most rows costs at most 1.5 times one among the fewest; 1,000 reminders a second are
claimed, checked again and recorded.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django

from script.local import commands
from script.local.ports import free as free_port

ROOT = Path(__file__).resolve().parent.parent
RIVALS, FUTURE = 2_000, 100_000
SETTLE = "600"  # planned reminders wait until the measurement makes them due


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--due", type=int, default=100_000, help="at one moment")
    parser.add_argument("--full", action="store_true", help="also among 10,000,000 stored rows")
    chosen = parser.parse_args()
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
        measure_rivals()
    measure_engine(chosen.due)
    measure_ticks(full=chosen.full)


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


def measure_rivals() -> None:
    """The same messages, sent by what people build with Celery instead; nothing is checked or noted."""
    from bench import _rivals  # needs the settings

    reminders = _rivals.pairs(RIVALS)
    worker = commands.here([*commands.worker(), "--include", "bench._rivals"])
    with running(*worker) as process:
        wait_until(lambda: workers_that_answer() == 1)
        for future in (0, FUTURE):
            _rivals.store_periodic(reminders, future)
            speed = len(reminders) / _rivals.run_periodic(len(reminders))
            print(f"a row each, {future:,} more not due: {speed:8.1f} reminders a second")
        before = _rivals.memory(process.pid)
        seconds, held = _rivals.run_eta(reminders, seconds=30)
        grown = (_rivals.memory(process.pid) - before) / len(reminders)
        print(f"an ETA task each: {len(reminders) / seconds:8.1f} reminders a second")
        print(f"  held until due: {held:,.0f} bytes each in Redis, {grown:,.0f} in the worker")


def measure_engine(number: int) -> None:
    """Claimed, checked again and recorded, by more and more workers of one process; and with all words of a mail."""
    from apps.reminders import services
    from bench import _morning  # needs the settings

    worker = [*commands.worker(1), "--include", "bench._morning"]
    for workers, given in ((1, "nothing"), (2, "nothing"), (4, "nothing"), (2, "words")):
        os.environ["BENCH_EMPTY_CHANNEL"] = given
        with ExitStack() as stack:
            for name in range(workers):
                stack.enter_context(running(*commands.here([*worker, "--hostname", f"w{name}"])))
            _morning.fill(number)
            wait_until(lambda wanted=workers: workers_that_answer() == wanted)
            speed = _morning.drain(lambda hands=workers: services.wake_workers(hands), number)
        print(f"no-op channel, {number:,} due, {workers} workers, {given}: {speed:8.1f} a second")


def measure_ticks(*, full: bool) -> None:
    from bench import _ticks  # needs the settings

    sizes = {**_ticks.SIZES, **(_ticks.FULL if full else {})}
    _ticks.populate(sizes)
    medians = _ticks.measure(sizes)
    for schema, rows in sizes.items():
        stored = _ticks.bytes_stored(schema) / 1_000_000
        print(f"tick beside {rows:>10,} stored: {medians[schema] * 1000:6.3f} ms, {stored:8.1f} MB")
    print(f"largest / smallest: {max(medians.values()) / min(medians.values()):.2f} (at most 1.5)")


def workers_that_answer() -> int:
    from celery import current_app

    return len(current_app.control.ping(timeout=1))


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
def running(*command: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
