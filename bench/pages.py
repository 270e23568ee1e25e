"""Today's requests a second and CPU a request beside a bare Django page on the same server and database.

Goals: at least 0.6 of the bare page's requests, at most 1.6 times its CPU. Rounds go bare, ours, ours, bare,
so that a noisy machine hits both; the figure is the median of the rounds' ratios.
"""

import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psutil

from bench._load import Load, fetch
from script.local.ports import free as free_port

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, SECONDS = 5, 4.0
TOKEN = f"csrftoken={'t' * 32}"  # a browser has it since its first page


def main() -> None:
    manage("migrate", "--verbosity", "0")
    manage("collectstatic", "--no-input", "--verbosity", "0")
    bare_key = bare_session()
    circle_id, session_key = populate()
    with (
        serving("bench._bare_site:application") as (bare_port, bare),
        serving("portal.wsgi:application") as (port, ours),
    ):
        targets = {
            "bare": (f"http://localhost:{bare_port}/", f"sessionid={bare_key}", bare),
            "today": (
                f"http://localhost:{port}/c/{circle_id}/",
                f"session={session_key}; {TOKEN}",
                ours,
            ),
        }
        for target in targets.values():
            fetch(target[0], target[1], 1.0, target[2])
        rounds: list[dict[str, Load]] = []
        for number in range(ROUNDS):
            order = ("bare", "today") if number % 2 == 0 else ("today", "bare")
            rounds.append(
                {name: fetch(*targets[name][:2], SECONDS, targets[name][2]) for name in order}
            )
    report(rounds)


def report(rounds: list[dict[str, Load]]) -> None:
    for name in ("bare", "today"):
        speed = statistics.median(r[name].requests_per_second for r in rounds)
        cpu = statistics.median(r[name].cpu_ms_per_request for r in rounds)
        print(f"{name:<6} {speed:7.1f} requests/s {cpu:6.2f} ms CPU a request")
    speed = statistics.median(
        r["today"].requests_per_second / r["bare"].requests_per_second for r in rounds
    )
    cpu = statistics.median(
        r["today"].cpu_ms_per_request / r["bare"].cpu_ms_per_request for r in rounds
    )
    print(f"today / bare: {speed:.2f} of the requests (goal: at least 0.6)")
    print(f"today / bare: {cpu:.2f} of the CPU (goal: at most 1.6)")


def bare_session() -> str:
    """Make the bare site's rows; the key of a session there."""
    setup = [sys.executable, "-m", "bench._bare_site", "setup"]
    made = subprocess.run(setup, cwd=ROOT, capture_output=True, text=True, check=True)
    return made.stdout.strip()


def populate() -> tuple[str, str]:
    """A circle as full as a family's: members, visits, tasks, three other circles; and a session."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from bench import _family  # needs the settings

    return _family.populate()


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


@contextmanager
def serving(application: str) -> Iterator[tuple[int, psutil.Process]]:
    """gunicorn as script/server runs it."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--preload", "--no-control-socket", "--log-level", "error"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/health/live", timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not come up.")


if __name__ == "__main__":
    main()
