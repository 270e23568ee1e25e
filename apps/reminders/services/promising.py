"""Promises at hours that a room has worked out itself, in the transaction of the change behind them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from apps.reminders import rules
from apps.reminders.kinds import Kind
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.rules import Reader
from apps.reminders.services.addressees import Addressee, addressees
from apps.reminders.services.page import Page
from apps.reminders.subjects import Owed, Promise, When


@transaction.atomic
def promise(made: Promise) -> None:
    """Owe exactly this about the thing from now on; called twice it changes nothing.

    What is missing is written, what waits at another hour is shifted, what was given up comes back, what
    is not in it any more ends. What was sent stays sent: to say it again takes another occurrence. A
    constant number of queries whatever the number of people.
    """
    page = Page.of(made)
    people = addressees(owed.recipient for owed in made.owed)
    page.settle(promised_rows(page, made, people), people)


def promised_rows(
    page: Page, made: Promise, people: Mapping[Recipient, Addressee]
) -> list[Reminder]:
    """What a promise owes to those of its recipients who can be written to."""
    return [
        row
        for owed in made.owed
        if owed.recipient in people and _is_wanted(made, owed, people[owed.recipient])
        for row in _rows(page, owed, people[owed.recipient].reader_of(made.subject, owed.kind))
    ]


def _is_wanted(made: Promise, owed: Owed, person: Addressee) -> bool:
    return owed.kind != Kind.DUE or person.wants(made.subject, owed.offset)


def _rows(page: Page, owed: Owed, reader: Reader) -> list[Reminder]:
    """One; none where it would come too late, but what waits already is left to be sent or to expire."""
    useful_until = _moment(owed.useful_until, reader)
    occurrence = page.plan.occurrence if owed.occurrence is None else owed.occurrence
    if useful_until <= page.now:
        known = (row for row in page.rows[owed.recipient] if row.is_open)
        same = (owed.kind, owed.offset, occurrence)
        return [row for row in known if (row.kind, row.offset, row.occurrence) == same]
    earliest = rules.soonest(page.now, page.settle_delay, useful_until)
    needed_by = owed.needed_by or useful_until
    at = max(_moment(owed.due, reader), earliest)
    return [
        page.row(
            owed.recipient,
            owed.kind,
            owed.offset,
            due_at=rules.polite(at, needed_by, reader, earliest=earliest),
            expires_at=useful_until,
            needed_by=needed_by,
            starts_at=owed.starts_at,
            occurrence=occurrence,
        )
    ]


def _moment(when: When, reader: Reader) -> datetime:
    return when if isinstance(when, datetime) else when.in_zone(reader.zone)
