"""What people write back to a text: an answer to the newest question, or that texts should stop."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.circles.models import Contact
from apps.core import clock, texting
from apps.core.errors import RuleError
from apps.core.site_guide import guide
from apps.core.texting import Text
from apps.reminders import selectors
from apps.reminders.channels.length import fit
from apps.reminders.channels.replies import Reply, Said, meant, understand
from apps.reminders.kinds import Channel, Parking, State
from apps.reminders.models import Delivery, Heard, Reminder
from apps.reminders.services.answers import AnswerLink, LinkIsOver, UnknownLink, open_question
from apps.reminders.services.parking import park, unpark
from apps.reminders.services.reading import as_read_by

HOUR = timedelta(hours=1)
MOST_AN_HOUR = 10  # beyond it we fall silent: the other side may be a machine that answers us
LOOKED_THROUGH = 20


class HeardBefore(Exception):
    """A message with this id was acted on already."""


@transaction.atomic
def hear(*, sid: str, number: str, words: str) -> None:
    """Act on it once. Raises HeardBefore."""
    sender = selectors.mark(Channel.SMS, number)
    values = {"at": clock.now(), "sender": sender}
    _row, is_new = Heard.objects.get_or_create(sid=sid[:64], defaults=values)
    if not is_new:
        raise HeardBefore
    match understand(words):
        case Reply.STOP:
            park(Channel.SMS, number, Parking.STOPPED)
        case Reply.START:
            unpark(Channel.SMS, number)
            with _in_the_language_of(number):
                _write_back(number, _("You get our texts again. Reply STOP to end them."))
        case (Reply.YES | Reply.NO | Reply.LIFT | Reply.DONE | int()) as said:
            _answer(number, said)
        case _:
            with _in_the_language_of(number):
                _write_back(number, _help())


def _answer(number: str, said: Said) -> None:
    """To the newest question that was texted to this number and is still open."""
    for link in _open_questions(number):
        with as_read_by(link.person):
            offered = link.subject.message(link.ask).answers
            if offered:
                return _write_back(number, _act(link, offered, said))
    with _in_the_language_of(number):
        return _write_back(number, _("We have no open question to you. Sign in to see the plan."))


def _act(link: AnswerLink, offered: tuple[tuple[str, str], ...], said: Said) -> str:
    code = meant(said, [code for code, _label in offered])
    if code is None:
        return _help()
    try:
        return link.subject.answer(link.ask, code)
    except RuleError as error:
        return error.message


def _open_questions(number: str) -> Iterator[AnswerLink]:
    """Newest first. Whatever was moved, cancelled or is not theirs any more is passed over."""
    theirs = Q(membership__user__phone=number) | Q(contact__phone=number)
    told = Reminder.objects.filter(theirs, state=State.SENT, expires_at__gt=clock.now())
    texts = Delivery.objects.filter(
        channel=Channel.SMS, state__in=selectors.TAKEN, reminder__in=told
    )
    for text in texts.select_related("reminder").order_by("-pk")[:LOOKED_THROUGH]:
        try:
            yield open_question(text.reminder)
        except (UnknownLink, LinkIsOver):
            continue


def _help() -> str:
    return _(
        "Reply with the number of your answer. STOP ends texts, START brings them back. %(site)s"
    ) % {"site": guide().site_name}


def _write_back(number: str, words: str) -> None:
    """A text of its own, to whoever is known to us; never to a number that just happened to write."""
    since, sender = clock.now() - HOUR, selectors.mark(Channel.SMS, number)
    if Heard.objects.filter(sender=sender, at__gt=since).count() > MOST_AN_HOUR:
        return
    if _known(number) is not None and texting.may_get(number):
        texting.send(Text(number, fit(words, (), most=2), clock.now() + HOUR))


def _known(number: str) -> User | Contact | None:
    user = User.objects.filter(phone=number, is_active=True).first()
    return user or Contact.objects.filter(phone=number).first()


def _in_the_language_of(number: str) -> AbstractContextManager[None]:
    person = _known(number)
    return translation.override((person.language if person else "") or settings.LANGUAGE_CODE)
