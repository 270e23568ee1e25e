"""What a storm will be like: who is owed what, and which blow falls when. The same for a seed, always."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

MEMBERS = 4  # of each circle: the patient and three coordinators, all told of every visit
BACKLOG, COMING, BEGUN = 3, 2, 1  # visits of each circle
OWED = MEMBERS * (
    BACKLOG + COMING
)  # messages a circle: the visits that have begun are told to nobody
ROUND = 3000  # reminders, for which every blow falls once
CALM = (0.02, 0.85)  # of the messages have arrived: the storm is in between

Ways = tuple[tuple[str, ...], int]

# In this order, so many of the first at once; the next where none gets through. What one has alone is tried again.
WAYS: tuple[Ways, ...] = (
    (("email",), 1),
    (("sms",), 1),
    (("push",), 1),
    (("sms", "email"), 1),
    (("push", "email"), 1),
    (("email", "sms"), 2),
)


class Blow(StrEnum):
    WORKER = "one worker"
    WORKERS = "all workers"
    BEAT = "a beat"
    BROKER = "Redis, and what was in it"
    DATABASE = "PostgreSQL"
    SESSION = "one of PostgreSQL's processes"
    MAIL_AWAY = "the mail server takes no calls"
    MAIL_SILENT = "the mail server says nothing"
    MAIL_DROPS = "the mail server hangs up in DATA"
    MAIL_UNHEARD = "the mail server's answer is lost"
    TEXTS_SILENT = "the gateway says nothing"
    TEXTS_BUSY = "the gateway refuses"
    TEXTS_UNHEARD = "the gateway's answer is lost"
    PUSH_BUSY = "the push service refuses"
    CLOCK_ON = "the clock jumps ten minutes on"
    CLOCK_BACK = "the clock jumps five minutes back"
    MOVE = "a visit is moved"
    CANCEL = "a visit is cancelled"
    RESTORE = "a cancelled visit is on again"
    ADD = "a visit is added"
    REMOVE = "somebody is taken out of a circle"
    PAUSE = "a circle is paused"
    MUTE = "somebody mutes a circle"


EDITS = (Blow.MOVE, Blow.CANCEL, Blow.RESTORE, Blow.ADD, Blow.REMOVE, Blow.PAUSE, Blow.MUTE)


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    ways: tuple[tuple[Ways, ...], ...]  # of each member of each circle
    coming: tuple[tuple[int, ...], ...]  # the second of the storm at which these of each are due
    blows: tuple[tuple[float, Blow], ...]  # after which part of the messages has arrived

    @classmethod
    def of(cls, seed: int, reminders: int) -> "Plan":
        chance = Random(seed)
        circles = range(-(-reminders // OWED))
        spread = max(10, reminders // 150)
        blows = list(Blow) * max(1, round(reminders / ROUND))
        chance.shuffle(blows)
        return cls(
            seed,
            ways=tuple(tuple(chance.choice(WAYS) for _ in range(MEMBERS)) for _ in circles),
            coming=tuple(tuple(chance.randrange(spread) for _ in range(COMING)) for _ in circles),
            blows=tuple(zip(sorted(chance.uniform(*CALM) for _ in blows), blows, strict=True)),
        )

    @property
    def owed(self) -> int:
        return OWED * len(self.ways)
