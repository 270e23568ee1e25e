"""What people write back to a text: an answer to the newest question, or that texts should stop."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.circles.models import Contact, Membership
from apps.core import clock, texting
from apps.core.errors import RuleError
from apps.core.site_guide import guide
from apps.core.texting import Text
from apps.reminders import selectors
from apps.reminders.channels.length import fit
from apps.reminders.channels.replies import MEANT_BY, Reply, Said, meant, understand
from apps.reminders.kinds import Channel, Parking
from apps.reminders.models import Delivery, Heard
from apps.reminders.services.answers import AnswerLink, LinkIsOver, UnknownLink, open_question
from apps.reminders.services.parking import park, unpark
from apps.reminders.services.reading import as_read_by

HOUR = timedelta(hours=1)
MOST_AN_HOUR = 10  # beyond it we fall silent: the other side may be a machine that answers us
DONE = MEANT_BY[Reply.DONE]


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
    try:
        link, offered = _newest_question(number)
    except UnknownLink:
        with _in_the_language_of(number):
            words = _("We have no open question to you. Sign in to see the plan.")
            return _write_back(number, words)
    except LinkIsOver as over:
        with as_read_by(over.link.person):
            return _write_back(number, _over(over))
    with as_read_by(link.person):
        return _write_back(number, _act(link, offered, said))


def _newest_question(number: str) -> tuple[AnswerLink, Sequence[str]]:
    """That of the newest text that asked this number something, with the codes it had numbered. If that is over,
    no older one is meant. Raises UnknownLink or LinkIsOver."""
    # Read first, so that a stranger's text looks through nobody's reminders.
    members = list(Membership.objects.filter(user__phone=number).values_list("pk", flat=True))
    contacts = list(Contact.objects.filter(phone=number).values_list("pk", flat=True))
    if not (members or contacts):
        raise UnknownLink
    theirs = Q(reminder__membership__in=members) | Q(reminder__contact__in=contacts)
    texts = Delivery.objects.filter(theirs, channel=Channel.SMS, state__in=selectors.TAKEN)
    newest_first = texts.order_by("-started_at", "-ended_at", "-pk")  # several are begun at once
    text = newest_first.exclude(offered="").select_related("reminder").first()
    if text is None:
        raise UnknownLink
    return open_question(text.reminder), text.offered.split()


def _act(link: AnswerLink, offered: Sequence[str], said: Said) -> str:
    """What comes of it, after the day of what it was about."""
    code, day = meant(said, offered), _day(link)
    if code is None:
        words = _once_done(offered) if said is Reply.YES and DONE in offered else _help()
    else:
        try:
            words = link.subject.answer(link.ask, code)
        except RuleError as error:
            words = error.message
    return _("%(day)s: %(words)s") % {"day": day, "words": words} if day else words


def _over(over: LinkIsOver) -> str:
    """Why nothing was noted; of what was moved the new day, for the old one is in the text they have."""
    sentences = {
        "moved": _(
            "What we asked you about was moved. It is now: %(day)s. Nothing was noted. Please answer our newer"
            " message, or sign in."
        ),
        "cancelled": _("%(day)s: this is off. There is nothing to do, and nothing was noted."),
        "past": _("%(day)s: this is over, so nothing was noted. Sign in to see how things stand."),
    }
    return sentences[over.reason] % {"day": _day(over.link)}


def _day(link: AnswerLink) -> str:
    """Of the thing that was asked about; empty when it cannot be said any more."""
    try:
        question = link.subject.question(link.ask)
    except RuleError:
        return ""
    return capfirst(question.in_full or question.when)


def _once_done(offered: Sequence[str]) -> str:
    """An "ok" before the work says that they know of it."""
    number = offered.index(DONE) + 1
    return _("Thank you. Once it is done, reply %(number)s.") % {"number": number}


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
