"""How long asking for a code takes, by mail and by text, for somebody who has an account and for nobody.

Goal: no difference that stands out of the noise. Asked by turns in one process, through the whole request and
with the outbox; the figures are medians and the middle half of the times.
"""

import logging
import os
import statistics
import time

import django

from bench.pages import manage

ROUNDS = 400
WARM_UP = 20
ASKED = {
    ("mail", "known"): "known@example.org",
    ("mail", "unknown"): "nobody@example.org",
    ("text", "known"): "+447700900123",
    ("text", "unknown"): "+447700900124",
}


def main() -> None:
    manage("migrate", "--verbosity", "0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    logging.disable(logging.INFO)
    from django.conf import settings

    from apps.accounts.models import User  # needs the settings

    known = ASKED["mail", "known"]
    if not User.objects.filter(email=known).exists():
        User.objects.create_user(known, name="Known", phone=ASKED["text", "known"], language="en")
    ways = {way: address for way, address in ASKED.items() if way[0] == "mail" or settings.SMS}
    times: dict[tuple[str, str], list[float]] = {way: [] for way in ways}
    for number in range(ROUNDS + WARM_UP):
        order = list(ways) if number % 2 == 0 else list(reversed(ways))
        for way in order:
            took = ask(ways[way])
            if number >= WARM_UP:
                times[way].append(took)
    report(times)


def ask(address: str) -> float:
    """Milliseconds for one request; the limits are forgotten before it."""
    from django.core.cache import cache
    from django.test import Client

    cache.clear()
    client = Client(SERVER_NAME="localhost")
    begun = time.perf_counter()
    response = client.post("/sign-in/", {"address": address, "time_zone": "Europe/London"})
    took = time.perf_counter() - begun
    if response.status_code != 302:
        raise SystemExit(f"{address}: {response.status_code}")
    return took * 1000


def report(times: dict[tuple[str, str], list[float]]) -> None:
    for (kind, who), each in times.items():
        low, middle, high = statistics.quantiles(each, n=4)
        print(f"{kind:<5} {who:<8} {middle:6.2f} ms  (middle half {low:.2f} to {high:.2f})")
    for kind in {way[0] for way in times}:
        known, unknown = (statistics.median(times[kind, who]) for who in ("known", "unknown"))
        print(f"{kind}: known / unknown {known / unknown:.3f}")


if __name__ == "__main__":
    main()
