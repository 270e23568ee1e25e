"""One-answer links: a person says yes or no from a mail, without signing in.

A link is good for one recipient, one thing and one time of it: all of that is in the signature.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, Signer

from apps.core import clock
from apps.core.links import whole_address
from apps.reminders import registry
from apps.reminders.kinds import Kind
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services.addressees import Addressee, addressees
from apps.reminders.services.reading import as_read_by
from apps.reminders.subjects import Ask, Lasting, Subject

HIDDEN = {"gone", "no_access"}
PAST = "past"
OVER = {"cancelled", "moved", PAST}


class UnknownLink(Exception):
    """Forged, cut off on the way, or its recipient may not know of the thing any more."""


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """An opened link: whom and what to ask."""

    person: Addressee
    subject: Subject
    ask: Ask


class LinkIsOver(Exception):
    """It was a good link, but the event is past, was moved or is off: ``reason`` says which."""

    def __init__(self, link: AnswerLink, reason: str) -> None:
        super().__init__(reason)
        self.link, self.reason = link, reason


def link_for(reminder: Reminder) -> str:
    """The whole address to put into a message."""
    return whole_address("answer", _signer(reminder).sign(str(reminder.pk)))


def open_link(token: str) -> AnswerLink:
    """Raises UnknownLink or LinkIsOver."""
    return open_question(_find(token))


def open_question(reminder: Reminder) -> AnswerLink:
    """What its recipient may still be asked today. Raises UnknownLink or LinkIsOver."""
    recipient = reminder.recipient
    person = addressees([recipient]).get(recipient) if recipient else None
    if person is None:
        raise UnknownLink
    ask = ask_about(reminder, person.recipient)
    link = AnswerLink(person, registry.get(reminder.subject), ask)
    with as_read_by(person):
        reason = link.subject.skip_reason(ask)
    if reason in HIDDEN:
        raise UnknownLink
    lasts = link.subject.answers_last if isinstance(link.subject, Lasting) else timedelta(0)
    if reason in OVER - ({PAST} if lasts else set()):
        raise LinkIsOver(link, reason)
    if ask.now >= reminder.expires_at + lasts:
        raise LinkIsOver(link, PAST)
    return link


def ask_about(reminder: Reminder, recipient: Recipient) -> Ask:
    """What its subject has to know to speak of this reminder."""
    return Ask(
        kind=Kind(reminder.kind),
        subject_id=reminder.subject_id,
        occurrence=reminder.occurrence,
        recipient=recipient,
        now=clock.now(),
        offset=reminder.offset,
    )


def _find(token: str) -> Reminder:
    number = token.partition(".")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise UnknownLink
    reminder = Reminder.objects.filter(pk=int(number)).first()
    if reminder is None:
        raise UnknownLink
    try:
        _signer(reminder).unsign(token)
    except BadSignature as error:
        raise UnknownLink from error
    return reminder


def _signer(reminder: Reminder) -> Signer:
    scope = (reminder.subject, reminder.subject_id, reminder.occurrence, reminder.recipient_key)
    return Signer(salt=":".join(("reminders.answer", *map(str, scope))), sep=".")
