"""Fetching a page over and over on kept connections, and what the servers' processes spent on it."""

import http.client
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import psutil

CONNECTIONS = 4


@dataclass(frozen=True)
class Load:
    """What one round measured."""

    requests_per_second: float
    cpu_ms_per_request: float


def fetch(url: str, cookie: str, seconds: float, master: psutil.Process) -> Load:
    """Ask for ``url`` on four connections at once. Raises RuntimeError on anything but 200."""
    counts = [0] * CONNECTIONS
    faults: list[str] = []
    stop = time.monotonic() + seconds

    def ask(index: int) -> None:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Host": parts.netloc}
        while time.monotonic() < stop and not faults:
            connection.request("GET", parts.path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                faults.append(f"{url} answered {answer.status}")
            counts[index] += 1
        connection.close()

    before, began = spent(master), time.monotonic()
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])
    took, total = time.monotonic() - began, sum(counts)
    return Load(total / took, (spent(master) - before) * 1000 / total)


def spent(master: psutil.Process) -> float:
    """Seconds of CPU of a server and its workers."""
    times = [process.cpu_times() for process in [master, *master.children(recursive=True)]]
    return sum(t.user + t.system for t in times)
