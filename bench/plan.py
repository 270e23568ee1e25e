"""What five years of entries cost: requests a second of a full circle's pages beside an empty circle's, in one run.

Goal: at least a third, on Plan, tasks and Today. Rounds go empty, full, full, empty, so that a noisy machine
hits both; the figure is the median of the rounds' ratios.
"""

import os
import statistics

import django

from bench._load import Load, fetch
from bench.pages import ROUNDS, SECONDS, TOKEN, manage, serving

PAGES = {"today": "", "plan": "plan/", "month": "plan/month/{month}/", "tasks": "tasks/"}
# Rooms that came later; measured where they are.
ALSO = {"medicines": "medicines/"}


def main() -> None:
    manage("migrate", "--verbosity", "0")
    manage("collectstatic", "--no-input", "--verbosity", "0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from bench import _years  # needs the settings

    pages = {name: path.format(month=_years.this_month()) for name, path in PAGES.items()}
    pages |= {name: path for name, path in ALSO.items() if _years.has_page(path)}
    circles = {"empty": _years.circle(full=False), "full": _years.circle(full=True)}
    rounds: list[dict[tuple[str, str], Load]] = []
    with serving("portal.wsgi:application") as (port, master):
        targets = {
            (page, which): (
                f"http://localhost:{port}/c/{circle_id}/{path}",
                f"session={key}; {TOKEN}",
            )
            for page, path in pages.items()
            for which, (circle_id, key) in circles.items()
        }
        for url, cookie in targets.values():
            fetch(url, cookie, 0.5, master)
        for number in range(ROUNDS):
            order = list(targets) if number % 2 == 0 else list(reversed(targets))
            rounds.append({name: fetch(*targets[name], SECONDS / 2, master) for name in order})
    report(rounds, list(pages))


def report(rounds: list[dict[tuple[str, str], Load]], pages: list[str]) -> None:
    for page in pages:
        empty, full = (
            statistics.median(r[page, which].requests_per_second for r in rounds)
            for which in ("empty", "full")
        )
        ratio = statistics.median(
            r[page, "full"].requests_per_second / r[page, "empty"].requests_per_second
            for r in rounds
        )
        print(f"{page:<10} empty {empty:7.1f}/s  full {full:7.1f}/s  full / empty: {ratio:.2f}")
    print("goal: at least 0.33 each")


if __name__ == "__main__":
    main()
