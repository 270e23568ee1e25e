"""A handful of reminders at a time: decided, begun, handed over and noted together.

So the database is asked a few times a handful instead of a few times a message.
"""

import time
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError

from apps.core import clock
from apps.reminders import rules
from apps.reminders.channels import Letter, NotDelivered
from apps.reminders.channels.switchboard import Switchboard, Way
from apps.reminders.kinds import Channel
from apps.reminders.models import Reminder
from apps.reminders.services import attempts, outcomes
from apps.reminders.services.attempts import Attempt, Parcel
from apps.reminders.services.budgets import beyond_budget
from apps.reminders.services.claiming import lease_end
from apps.reminders.services.deciding import Decision, Ending, Glance, Later, Letters
from apps.reminders.services.devices import end_devices
from apps.reminders.services.tallying import Strokes
from apps.reminders.services.troubles import tell_if_texts_are_spent

log = structlog.get_logger(__name__)

# Once handing over has taken this long, what was taken over is noted. Over a network each message takes longer,
# so a worker that dies repeats at most one.
UNNOTED_SECONDS = 0.002


@dataclass
class Bundle:
    """A reminder that is to go: the letters still to be handed over, and what became of the others."""

    reminder: Reminder
    letters: deque[Letter]
    is_whole: bool  # no channel it goes by is away
    is_last_way: bool
    failures: int  # before, of the way that has failed least
    troubles: list[NotDelivered] = field(default_factory=list)

    def next_parcel(self) -> Parcel:
        is_all = self.is_whole and len(self.letters) == 1 and not self.troubles
        return Parcel(self.reminder, self.letters[0], is_all)


class Post:
    """For one claimed batch."""

    def __init__(self, token: UUID, board: Switchboard, strokes: Strokes) -> None:
        self._token, self._board, self._strokes = token, board, strokes

    def keep(self, reminders: Iterable[Reminder], now: Glance, stale_at: float) -> list[Reminder]:
        """Do with each what is to be done, and give back those that nothing was done with by ``stale_at`` of the
        monotonic clock. What a channel, being away, cannot take stays leased and costs no attempt."""
        left = list[Reminder]()
        bundles = self._sort_out(reminders, now)
        while bundles := [bundle for bundle in bundles if bundle.letters]:
            left += self._send_next(bundles, stale_at)
        return left

    def _sort_out(self, reminders: Iterable[Reminder], now: Glance) -> list[Bundle]:
        """Note what is not to go now, all of a kind at once; the rest."""
        groups: dict[Ending | Later, list[Reminder]] = defaultdict(list)
        bundles = []
        for reminder in reminders:
            match self._decide(reminder, now):
                case None:
                    outcomes.note_broken(reminder, self._token, self._strokes)
                case Ending() | Later() as decision:
                    groups[decision].append(reminder)
                case letters:
                    bundles.append(self._bundle(reminder, letters, now))
        for decision, rows in groups.items():
            if isinstance(decision, Later):
                outcomes.put_off(rows, self._token, decision.due_at)
                continue
            outcomes.end(rows, self._token, decision.state, decision.reason, self._strokes)
        return bundles

    def _decide(self, reminder: Reminder, now: Glance) -> Decision | None:
        """By another way where all are away and have been waited for long enough. None: it cannot be said."""
        try:
            decision = now.decide(reminder)
            while (
                _has_waited(reminder)
                and isinstance(decision, tuple)
                and not self._reachable(decision)
            ):
                before, decision = decision, now.decide(reminder, self._board.away)
                if isinstance(decision, tuple) and _channels(decision) == _channels(before):
                    break
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            # One message that cannot be made, by whosever mistake, must not hold up everyone else's.
            log.exception("reminder.broken", reminder=reminder.pk)
            return None
        return decision

    def _reachable(self, letters: Letters) -> list[Letter]:
        return [letter for letter in letters if self._board.reach(letter.channel) is not None]

    def _bundle(self, reminder: Reminder, letters: Letters, now: Glance) -> Bundle:
        here = self._reachable(letters)
        return Bundle(
            reminder,
            deque(here),
            is_whole=len(here) == len(letters),
            is_last_way=letters[0].is_last_way,
            failures=now.ways.failures(reminder, _channels(letters)),
        )

    def _send_next(self, bundles: Sequence[Bundle], stale_at: float) -> list[Reminder]:
        """One letter of each. Those for which it became too late first are given back."""
        held_until = lease_end(clock.now())
        begun = attempts.begin([bundle.next_parcel() for bundle in bundles], self._token)
        self._leave_out(beyond_budget([*begun.values()]), begun)
        waiting = deque(bundle for bundle in bundles if bundle.reminder.pk in begun)
        for bundle in bundles:
            if bundle.reminder.pk not in begun:
                bundle.letters.clear()
        taken, unmade = Taken(self._token), list[Attempt]()
        while waiting and time.monotonic() < stale_at and clock.now() < held_until:
            bundle = waiting.popleft()
            attempt = begun[bundle.reminder.pk]
            if not self._make(attempt, bundle, taken):
                unmade.append(attempt)
            if not bundle.letters:
                self._go_on(bundle, taken)
        taken.note()
        attempts.take_back([*unmade, *(begun[late.reminder.pk] for late in waiting)])
        for late in waiting:
            late.letters.clear()
            late.is_whole = False
            self._go_on(late, taken)
        return [late.reminder for late in waiting if not late.troubles]

    def _leave_out(self, texts: Sequence[Attempt], begun: dict[int, Attempt]) -> None:
        """Other workers have used up the day's texts meanwhile: these are asked about anew."""
        attempts.take_back(texts)
        for text in texts:
            del begun[text.reminder.pk]
            outcomes.put_off([text.reminder], self._token, clock.now())

    def _make(self, attempt: Attempt, bundle: Bundle, taken: "Taken") -> bool:
        """Whether it was made: not when its channel has gone away."""
        letter = bundle.letters.popleft()
        way = self._board.reach(letter.channel)
        if way is None:
            bundle.is_whole = False
            return False
        taken.begin()
        trouble = _hand_over(letter, way)
        if trouble is None:
            taken.add(attempt)
            self._strokes.sent(letter.channel)
            if letter.channel is Channel.SMS and bundle.reminder.circle_id:
                tell_if_texts_are_spent(bundle.reminder.circle_id)
        else:
            attempts.note_failure(attempt, trouble)
            self._strokes.not_delivered(letter.channel, trouble.code)
            bundle.troubles.append(trouble)
        return True

    def _go_on(self, bundle: Bundle, taken: "Taken") -> None:
        """What another way has taken over counts, so it is noted first; what is still to get it is a way left."""
        if bundle.troubles:
            taken.note()
            is_last = bundle.is_last_way and bundle.is_whole
            outcomes.go_on(
                bundle.reminder,
                self._token,
                bundle.troubles,
                self._strokes,
                failures=bundle.failures + 1,
                is_last=is_last,
            )


class Taken:
    """What channels have taken over and the outbox does not know yet."""

    def __init__(self, token: UUID) -> None:
        self._token = token
        self._unnoted: list[Attempt] = []
        self._since = 0.0

    def begin(self) -> None:
        """Something is handed over now."""
        if not self._unnoted:
            self._since = time.monotonic()

    def add(self, attempt: Attempt) -> None:
        self._unnoted.append(attempt)
        if time.monotonic() - self._since >= UNNOTED_SECONDS:
            self.note()

    def note(self) -> None:
        attempts.note_sent(self._unnoted, self._token)
        self._unnoted = []


def _has_waited(reminder: Reminder) -> bool:
    return rules.has_waited(
        reminder.due_at,
        clock.now(),
        needed_by=reminder.needed_by,
        useful_until=reminder.expires_at,
    )


def _hand_over(letter: Letter, way: Way) -> NotDelivered | None:
    """What went wrong, if anything."""
    try:
        way.send(letter)
    except NotDelivered as trouble:
        return trouble
    except Exception:
        log.exception("channel.broken", channel=way.name)
        return NotDelivered("error", is_permanent=False)
    finally:
        if way.gone:
            end_devices(way.gone)
            way.gone.clear()
    return None


def _channels(letters: Letters) -> list[Channel]:
    return [letter.channel for letter in letters]
