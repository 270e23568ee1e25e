"""What falls on the machines in a storm, and how many messages each blow may cause to come twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from tests.reminders.storm import shifted
from tests.reminders.storm.edits import Edits
from tests.reminders.storm.machines import IN_FLIGHT, PROCESSES, Machines
from tests.reminders.storm.plan import EDITS, Blow
from tests.reminders.storm.receivers import Mood, Receivers

TIMES = 3  # messages that meet a server in that mood

# Under way at that moment, so that nobody can know what became of them. A clock that jumps ends the leases
# of living workers: what each is sending then, another may take up.
MAY_REPEAT = {
    Blow.WORKER: PROCESSES,
    Blow.WORKERS: IN_FLIGHT,
    Blow.DATABASE: IN_FLIGHT,
    Blow.SESSION: IN_FLIGHT,
    Blow.CLOCK_ON: IN_FLIGHT,
    Blow.CLOCK_BACK: IN_FLIGHT,  # for after it the storm may skip a wait that is longer than a lease
}


@dataclass
class Blows:
    machines: Machines
    receivers: Receivers
    edits: Edits
    chance: Random
    may_repeat: int = 0
    fallen: list[Blow] = field(default_factory=list)

    def fall(self, blow: Blow) -> None:
        self.may_repeat += MAY_REPEAT.get(blow, 0)
        self.fallen.append(blow)
        if blow in EDITS:
            self.edits.make(blow)
        else:
            self._on_machines()[blow]()

    def _on_machines(self) -> dict[Blow, Callable[[], None]]:
        hit, near = self.machines, self.receivers
        return {
            Blow.WORKER: lambda: hit.lose_worker(self.chance),
            Blow.WORKERS: hit.lose_workers,
            Blow.BEAT: lambda: hit.lose_beat(self.chance),
            Blow.BROKER: hit.lose_broker,
            Blow.DATABASE: hit.lose_database,
            Blow.SESSION: lambda: hit.lose_session(self.chance),
            Blow.MAIL_AWAY: lambda: near.mail.take_no_calls(TIMES),
            Blow.MAIL_SILENT: lambda: near.mail.meet_next(Mood.SILENT, TIMES),
            Blow.MAIL_DROPS: lambda: near.mail.meet_next(Mood.DROPS, TIMES),
            Blow.MAIL_UNHEARD: lambda: near.mail.meet_next(Mood.UNHEARD, TIMES),
            Blow.TEXTS_SILENT: lambda: near.texts.meet_next(Mood.SILENT, TIMES),
            Blow.TEXTS_BUSY: lambda: near.texts.meet_next(Mood.BUSY, TIMES),
            Blow.TEXTS_UNHEARD: lambda: near.texts.meet_next(Mood.UNHEARD, TIMES),
            Blow.PUSH_BUSY: lambda: near.push.meet_next(Mood.BUSY, TIMES),
            Blow.CLOCK_ON: lambda: shifted.move(timedelta(minutes=10)),
            Blow.CLOCK_BACK: lambda: shifted.move(timedelta(minutes=-5)),
        }
