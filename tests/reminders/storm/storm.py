"""One storm after the other on the same machines, each with people of its own."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import django
from kombu.exceptions import OperationalError

from script.local import keys, ports
from script.local.postgres import Postgres
from script.local.valkey import Valkey

if TYPE_CHECKING:
    from tests.reminders.storm.machines import Machines
    from tests.reminders.storm.receivers import Receivers
    from tests.reminders.storm.verdict import Verdict

TICK, LEASE = 1, 6  # seconds
STILL = 1.5  # seconds after which nobody is waiting for a server any more
LOOK = 0.1  # seconds between one look and the next
LONGEST = 3 * 60.0  # without anything being sent or ended


@dataclass(frozen=True)
class Sky:
    """What all storms of a run have in common."""

    machines: "Machines"
    receivers: "Receivers"
    push_origin: str


@dataclass(frozen=True, slots=True)
class Result:
    seed: int
    blows: int
    seconds: float
    verdict: "Verdict"


@contextmanager
def sky(folder: Path, tables_of: str) -> Iterator[Sky]:
    """Servers, workers and beats of this run's own. Only once a process: it sets up Django for them."""
    postgres, valkey = Postgres(folder), Valkey(folder)
    listening = ports.free(), ports.free(), ports.free()
    os.environ |= _settings(folder, postgres.url, valkey.url, listening)
    django.setup()
    from tests.reminders.storm import machines, nursery, receivers, shifted

    shifted.install()
    cradle = nursery.Nursery()
    with ExitStack() as stack:
        near = stack.enter_context(receivers.receivers(listening, patience=LEASE / 5 + 0.5))
        hit = stack.enter_context(machines.machines(folder, postgres, valkey, cradle, tables_of))
        yield Sky(hit, near, f"http://{ports.LOOPBACK}:{listening[2]}")


def storm(sky: Sky, seed: int, reminders: int) -> Result:
    """Found a city, let everything fall due and every blow fall, wait until it is over, and count."""
    from tests.reminders.storm import city, verdict
    from tests.reminders.storm.blows import Blows
    from tests.reminders.storm.edits import Edits
    from tests.reminders.storm.plan import Plan

    plan, chance = Plan.of(seed, reminders), Random(seed)
    sky.receivers.forget()
    homes = city.found(plan, sky.push_origin)
    edits = Edits(homes, chance)
    blows = Blows(sky.machines, sky.receivers, edits, chance)
    started = time.monotonic()
    _let_time_come_to(city.NOON)
    for part, blow in plan.blows:
        _until(sky, round(part * plan.owed))
        blows.fall(blow)
    _let_it_pass(sky)
    may_repeat = blows.may_repeat + sum(receiver.unheard for receiver in sky.receivers.all)
    found = verdict.Evidence(homes, edits.done, sky.receivers.arrivals, may_repeat).verdict()
    seconds = time.monotonic() - started
    return Result(seed, len(blows.fallen), round(seconds, 1), found)


def _let_time_come_to(moment: datetime) -> None:
    from tests.reminders.storm import shifted

    shifted.set_to(moment)


def _until(sky: Sky, number: int) -> None:
    """So many have arrived; or none has for a while, and the storm must go on."""
    seen, since = sky.receivers.count, time.monotonic()
    while sky.receivers.count < number and time.monotonic() < since + 2 * STILL:
        time.sleep(LOOK)
        sky.machines.tend()
        if sky.receivers.count > seen:
            seen, since = sky.receivers.count, time.monotonic()
        else:
            _skip_rest()


def _let_it_pass(sky: Sky) -> None:
    """Wait until nothing is owed any more, or nothing comes of waiting for minutes."""
    from apps.reminders.models import Reminder
    from tests.reminders.storm import city

    owed = Reminder.objects.open().filter(due_at__lt=city.OVER)
    left, since = owed.count(), time.monotonic()
    while left and time.monotonic() < since + LONGEST:
        time.sleep(LOOK)
        sky.machines.tend()
        _skip_rest()
        if (now_left := owed.count()) != left:
            left, since = now_left, time.monotonic()


def _skip_rest() -> None:
    """Where only a wait is left, for a retry or a dead worker's lease, let the clock pass it.

    Whoever has something in hand and renewed its lease lately may still be waiting for a server.
    """
    from apps.core import clock
    from apps.reminders.kinds import State
    from apps.reminders.models import Reminder
    from apps.reminders.services import wake_workers
    from tests.reminders.storm import city, shifted

    now, lease = clock.now(), timedelta(seconds=LEASE)
    renewed_lately = (now + lease - timedelta(seconds=STILL), now + lease)
    in_hand = Reminder.objects.filter(state=State.LEASED, leased_until__range=renewed_lately)
    if Reminder.objects.claimable(now).exists() or in_hand.exists():
        return
    waiting = Reminder.objects.open().filter(due_at__lt=city.OVER)
    moments = (max(filter(None, pair)) for pair in waiting.values_list("due_at", "leased_until"))
    if first := min(moments, default=None):
        shifted.set_to(max(first + timedelta(seconds=TICK), now))  # and what comes right after it
        with suppress(OperationalError):  # Redis is away
            wake_workers()


def _settings(
    folder: Path, database: str, broker: str, listening: tuple[int, int, int]
) -> dict[str, str]:
    from tests.reminders.storm.keys import ACCOUNT, SENDER, TOKEN, vapid_key

    mail, texts, push = listening
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": database,
        "REDIS_URL": broker,
        "VAR_DIR": str(folder),
        "SECRET_KEY": keys.secret(folder, "django"),
        "SMTP_URL": f"smtp://{ports.LOOPBACK}:{mail}",
        "SMS_URL": f"twilio+http://{ACCOUNT}:{TOKEN}@{ports.LOOPBACK}:{texts}?from={SENDER}",
        "SMS_DAILY_BUDGET": "1000000000",
        "SMS_CIRCLE_DAILY_BUDGET": "1000000",
        "PUSH_KEY": vapid_key(),
        "PUSH_HOSTS": f"http://{ports.LOOPBACK}:{push}",
        "REMINDER_TICK_SECONDS": str(TICK),
        "REMINDER_LEASE_SECONDS": str(LEASE),
        "REMINDER_SETTLE_SECONDS": "1",
        "LOG_LEVEL": "WARNING",
    }
