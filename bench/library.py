"""An article for readers who are signed out, beside a bare Django page on the same server and database.

Goal: at least 0.6 of the bare page's requests a second. Also shown: the weight of the heaviest article with
its files, and what a member's article costs.
"""

import http.client
import statistics

from bench._load import Load, fetch
from bench.pages import ROUNDS, SECONDS, bare_session, manage, populate, serving

ARTICLE = "learn/signs-in-the-bones/"


def main() -> None:
    manage("migrate", "--verbosity", "0")
    manage("load_articles")
    manage("collectstatic", "--no-input", "--verbosity", "0")
    bare_key = bare_session()
    _circle_id, session_key = populate()
    with (
        serving("bench._bare_site:application") as (bare_port, bare),
        serving("portal.wsgi:application") as (port, ours),
    ):
        article = f"http://localhost:{port}/{ARTICLE}"
        targets = {
            "bare": (f"http://localhost:{bare_port}/", f"sessionid={bare_key}", bare),
            "signed out": (article, "", ours),
            "member": (article, f"session={session_key}", ours),
        }
        for url, cookie, master in targets.values():
            fetch(url, cookie, 1.0, master)
        rounds: list[dict[str, Load]] = []
        for number in range(ROUNDS):
            order = list(targets) if number % 2 == 0 else list(reversed(targets))
            rounds.append(
                {name: fetch(*targets[name][:2], SECONDS, targets[name][2]) for name in order}
            )
        weight = sum(size(port, path) for path in (ARTICLE, *files()))
    report(rounds, list(targets))
    print(f"cold, with its files: {weight / 1000:.1f} kB (goal: at most 45)")


def report(rounds: list[dict[str, Load]], names: list[str]) -> None:
    for name in names:
        speed = statistics.median(r[name].requests_per_second for r in rounds)
        cpu = statistics.median(r[name].cpu_ms_per_request for r in rounds)
        of_bare = statistics.median(
            r[name].requests_per_second / r["bare"].requests_per_second for r in rounds
        )
        print(f"{name:<10} {speed:7.1f} requests/s {cpu:6.2f} ms CPU  {of_bare:.2f} of bare")
    print("goal: signed out at least 0.6 of bare")


def files() -> list[str]:
    """The stylesheet and the script the article links."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    return [staticfiles_storage.url(name).lstrip("/") for name in ("app.css", "app.js")]


def size(port: int, path: str) -> int:
    """Bytes as a phone receives them."""
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    connection.request("GET", f"/{path}", headers={"Accept-Encoding": "br, gzip"})
    length = len(connection.getresponse().read())
    connection.close()
    return length


if __name__ == "__main__":
    main()
