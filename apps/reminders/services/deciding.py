"""Whether a promise still holds at the moment it is to be kept, and in which words."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from apps.accounts.selectors import is_proved_number
from apps.core import clock, texting
from apps.reminders import registry, rules, selectors
from apps.reminders.channels import Letter
from apps.reminders.kinds import Channel, Kind, Reason, RecipientKind, State
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services.addressees import Addressee, addressees
from apps.reminders.services.answers import ask_about
from apps.reminders.services.asking import reading_ahead
from apps.reminders.services.budgets import Budget
from apps.reminders.services.letters import letter_to_address, letter_to_person
from apps.reminders.services.reading import as_read_by
from apps.reminders.services.silence import why_silent
from apps.reminders.services.ways import Ways
from apps.reminders.subjects import Ask, Listed, Subject


@dataclass(frozen=True, slots=True)
class Ending:
    """Not to be sent: not true, not wanted or of no use any more."""

    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """To be sent, but not at this hour."""

    due_at: datetime


Letters = tuple[Letter, ...]  # the same, by each of the ways on which it goes now
Decision = Ending | Later | Letters


@dataclass(frozen=True, slots=True)
class Glance:
    """How things stand this second, for several reminders at once."""

    as_of: datetime
    people: Mapping[Recipient, Addressee]
    worth_sending: Collection[int]
    ways: Ways

    def decide(self, reminder: Reminder, away: Collection[Channel] = frozenset()) -> Decision:
        """What is to be done with it; what goes by text takes its share of the day's."""
        decision = self._decide(reminder, away)
        if isinstance(decision, tuple) and any(one.channel is Channel.SMS for one in decision):
            self.ways.budget.take(reminder)
        return decision

    def _decide(self, reminder: Reminder, away: Collection[Channel]) -> Decision:
        """Still of use, the newest, at a good hour, allowed today, still true, and by which ways?"""
        if reminder.expires_at <= max(clock.now(), self.as_of):
            return Ending(State.EXPIRED, Reason.TOO_LATE)
        if reminder.pk not in self.worth_sending:
            return Ending(State.SUPERSEDED, Reason.NEWER)
        if reminder.recipient_kind == RecipientKind.ADDRESS:
            return _decide_bare(reminder, self.ways.budget)
        person = self.people.get(reminder.recipient) if reminder.recipient else None
        if person is None:
            return Ending(State.SKIPPED, Reason.NO_ACCESS)
        if silent := why_silent(person.circle, reminder):
            return Ending(State.SKIPPED, silent)
        ways = self.ways.now(reminder, person, away)
        if not ways:
            return Ending(*self.ways.why_none(reminder, person))
        decision = _decide_for(person, reminder, ways)
        if isinstance(decision, tuple):
            are_last = self.ways.are_last(reminder, person, ways)
            return tuple(replace(letter, is_last_way=are_last) for letter in decision)
        return decision


def _decide_for(person: Addressee, reminder: Reminder, ways: Collection[Channel]) -> Decision:
    now = clock.now()
    needed_by = reminder.needed_by or reminder.expires_at
    reader = person.reader_of(reminder.subject, Kind(reminder.kind))
    polite = rules.polite(now, needed_by, reader, earliest=now)
    if polite > now:
        return Later(polite)
    subject, ask = registry.get(reminder.subject), ask_about(reminder, person.recipient)
    with as_read_by(person):
        reason = subject.skip_reason(ask) or _why_not_wanted(person, reminder, subject, ask)
        if reason is not None:
            return Ending(State.SKIPPED, reason)
        message = subject.message(ask)
        return tuple(letter_to_person(reminder, person, message, way) for way in ways)


def _why_not_wanted(
    person: Addressee, reminder: Reminder, subject: Subject, ask: Ask
) -> Reason | None:
    if reminder.kind == Kind.DUE and not person.wants(reminder.subject, reminder.offset):
        return Reason.NOT_WANTED
    section, author = "", None
    if person.muted and isinstance(subject, Listed):
        section, author = subject.section, subject.author(ask)
    return Reason.MUTED if person.has_muted(section, author) else None


def _decide_bare(reminder: Reminder, budget: Budget) -> Ending | Letters:
    reason = _why_no_text(reminder, budget) if reminder.mail.channel == Channel.SMS else None
    return Ending(State.SKIPPED, reason) if reason else (letter_to_address(reminder),)


def _why_no_text(reminder: Reminder, budget: Budget) -> Reason | None:
    """Whoever asked, here is the one gate of texts: a country we serve, a number somebody has, budget left."""
    if not texting.may_get(reminder.address):
        return Reason.COUNTRY
    if selectors.parked([(Channel.SMS, reminder.address)]):
        return Reason.PARKED
    if reminder.mail.holder_only and not is_proved_number(reminder.address):
        return Reason.NOT_REGISTERED
    return None if budget.has_room(reminder) else Reason.NO_BUDGET


@contextmanager
def glance(reminders: Collection[Reminder]) -> Iterator[Glance]:
    """Read what these need in a few queries. Meant to be used at once and not for long."""
    now = clock.now()
    worth_sending = selectors.heaviest(reminders, now)
    live = [row for row in reminders if row.pk in worth_sending and row.expires_at > now]
    with reading_ahead(live):
        people = addressees(row.recipient for row in live if row.recipient)
        yield Glance(now, people, worth_sending, Ways.read(people.values(), live))
