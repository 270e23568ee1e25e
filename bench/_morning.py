"""Very many reminders due at the same moment, and a channel that does nothing: what the engine itself costs.

Workers import this module too (``--include``): it registers a subject that needs no rows and empties the channel,
which is given mails in all their words or, as it does nothing with them, none.
"""

import os
import time
from collections.abc import Callable

from django.db import connection

from apps.reminders import registry
from apps.reminders.channels import Letter
from apps.reminders.channels.email import EmailChannel
from apps.reminders.kinds import Channel
from apps.reminders.models import Reminder
from apps.reminders.services import deciding
from apps.reminders.services.addressees import Addressee
from apps.reminders.services.letters import message_id
from apps.reminders.subjects import Ask, Message

NAME = "bench"
FILL = """
INSERT INTO reminders_reminder (
    subject, subject_id, occurrence, kind, "offset", recipient_kind, membership_id, circle_id, address,
    recipient_key, starts_at, due_at, expires_at, state, reason, attempts
)
SELECT 'bench', gen_random_uuid(), 0, 'due', 120, 'member', m.id, m.circle_id, '', 'member:' || m.id,
       now() + interval '2 hours', now() - interval '1 second', now() + interval '1 hour', 'pending', '', 0
FROM generate_series(1, {number}) AS n
JOIN (
    SELECT id, circle_id, row_number() OVER () - 1 AS place, count(*) OVER () AS people
    FROM circles_membership
) AS m ON m.place = n %% m.people
"""


class Something:
    """It is always true, and the words are ready."""

    name = NAME
    is_visit = True

    def skip_reason(self, ask: Ask) -> None:
        return None

    def message(self, ask: Ask) -> Message:
        return Message(
            "Coming up", ("You have something tomorrow.",), link="/", link_label="See it"
        )


def empty_the_channel(*, words: bool) -> None:
    EmailChannel.open = lambda _self: None  # type: ignore[method-assign]
    EmailChannel.send = _take  # type: ignore[method-assign]
    if not words:
        deciding.letter_to_person = _without_words


def _without_words(
    reminder: Reminder, person: Addressee, _message: Message, _channel: Channel
) -> Letter:
    return Letter(person.addresses[Channel.EMAIL], "", "", "", message_id(reminder.pk))


def _take(_channel: EmailChannel, _letter: Letter) -> None: ...


def fill(number: int) -> None:
    """All of them due, for the people there are by turns."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reminders_delivery")
        cursor.execute("DELETE FROM reminders_reminder")
        cursor.execute(FILL.format(number=number), [])
        cursor.execute("VACUUM ANALYZE reminders_reminder")


def left() -> int:
    return Reminder.objects.open().filter(subject=NAME).count()


def drain(wake: Callable[[], None], number: int) -> float:
    """Reminders a second from the first call for workers until nothing is due; as beat does, it calls again."""
    started = time.perf_counter()
    while left():
        wake()
        time.sleep(0.5)
    return number / (time.perf_counter() - started)


registry.register(Something())  # type: ignore[arg-type]
if given := os.environ.get("BENCH_EMPTY_CHANNEL"):
    empty_the_channel(words=given == "words")
