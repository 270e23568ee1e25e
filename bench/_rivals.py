"""The two usual ways to keep reminders with Celery: a periodic-task row for each, and a task with an ETA for each.

The first is what django-celery-beat does, in plain code: the scheduler holds every enabled row in a heap, hands what
is due to the broker as one task, and saves the row again. Neither checks anything or notes what was sent.
"""

import heapq
import json
import os
import time
from datetime import timedelta
from uuid import UUID

import psutil
from celery import current_app, shared_task
from django.db import connection
from redis import Redis

from apps.accounts.models import User
from apps.careplan.models import Appointment
from apps.circles.models import Membership
from apps.core import clock
from bench import _visits

SEND = "bench._rivals.send_one"
TABLE = """
CREATE TABLE bench_periodic (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(200) UNIQUE, task varchar(200),
    clocked_at timestamptz, args text, one_off boolean DEFAULT true, enabled boolean DEFAULT true,
    last_run_at timestamptz, total_run_count integer DEFAULT 0, date_changed timestamptz DEFAULT now()
)
"""
DONE = """
UPDATE bench_periodic SET last_run_at = %s, total_run_count = total_run_count + 1, enabled = false,
    date_changed = now() WHERE id = %s
"""
COUNTER = "bench:sent"


@shared_task(name=SEND)
def send_one(appointment: str, user: int) -> None:
    _visits.send_plainly(Appointment.objects.get(pk=appointment), User.objects.get(pk=user))
    _redis().incr(COUNTER)


def pairs(number: int) -> list[tuple[str, int]]:
    """So many appointments with somebody to be told."""
    soon = Appointment.objects.filter(starts_at__lt=clock.now() + 2 * _visits.SOON)
    circles: dict[UUID, list[int]] = {}
    for circle, user in Membership.objects.values_list("circle", "user"):
        circles.setdefault(circle, []).append(user)
    found = [(str(row.pk), user) for row in soon for user in circles[row.circle_id]]
    return found[:number]


def store_periodic(reminders: list[tuple[str, int]], future: int) -> None:
    """A row for each of these, due now; and as many more that are not due for days."""
    due, later = clock.now(), clock.now() + timedelta(days=9)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_periodic")
        cursor.execute(TABLE)
        rows = [(f"r{n}", due, json.dumps(pair)) for n, pair in enumerate(reminders)]
        rows += [(f"f{n}", later, "[]") for n in range(future)]
        with cursor.copy("COPY bench_periodic (name, clocked_at, args) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def run_periodic(number: int) -> float:
    """Seconds from the scheduler's start until the worker has sent as many."""
    _redis().set(COUNTER, 0)
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clocked_at, id, args FROM bench_periodic WHERE enabled")
        heap = cursor.fetchall()
        heapq.heapify(heap)
        while heap and heap[0][0] <= clock.now():
            _at, pk, args = heapq.heappop(heap)
            current_app.send_task(SEND, args=json.loads(args))
            cursor.execute(DONE, [clock.now(), pk])
    _wait_for(number)
    return time.perf_counter() - started


def run_eta(reminders: list[tuple[str, int]], seconds: float) -> tuple[float, float]:
    """Seconds until the worker has sent them from the moment they are due; bytes each takes in the broker."""
    redis = _redis()
    redis.set(COUNTER, 0)
    before = redis.info("memory")["used_memory"]
    due = clock.now() + timedelta(seconds=seconds)
    for pair in reminders:
        current_app.send_task(SEND, args=pair, eta=due)
    held = (redis.info("memory")["used_memory"] - before) / len(reminders)
    _visits.sleep_until(due)
    started = time.perf_counter()
    _wait_for(len(reminders))
    return time.perf_counter() - started, held


def memory(pid: int) -> int:
    """Bytes of a worker and its processes, what they share counted once."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family)


def _wait_for(number: int) -> None:
    while int(_redis().get(COUNTER) or 0) < number:
        time.sleep(0.02)


def _redis() -> "Redis[bytes]":
    return Redis.from_url(os.environ["REDIS_URL"])
