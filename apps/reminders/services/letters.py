"""Putting a message into its final words, in the reader's language and zone."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.core.ics import calendar
from apps.core.rendering import render_strictly
from apps.core.site_guide import guide
from apps.reminders.channels import Device, Letter
from apps.reminders.channels.length import fit
from apps.reminders.channels.push import payload
from apps.reminders.kinds import Channel
from apps.reminders.models import Reminder
from apps.reminders.services.addressees import Addressee
from apps.reminders.services.answers import link_for
from apps.reminders.services.unsubscribing import unsubscribe_link
from apps.reminders.subjects import Message

MOST_MESSAGES = 2
MOST_SIGNS = 200


def letter_to_person(
    reminder: Reminder, person: Addressee, message: Message, channel: Channel
) -> Letter:
    lines = message.full_lines if person.says_more and message.full_lines else message.lines
    if channel is Channel.PUSH:
        return _notification(reminder, message, lines, person.devices)
    write = _text if channel is Channel.SMS else _mail
    return write(reminder, message, lines, person)


def _notification(
    reminder: Reminder, message: Message, lines: Sequence[str], devices: tuple[Device, ...]
) -> Letter:
    """It stands on a locked screen; a tap opens the thing itself, behind sign-in. Its button opens the page to
    answer on, which works without."""
    words = lines[0] if lines else message.subject
    answer = (link_for(reminder), _("Answer")) if message.answers else None
    return Letter(
        to="",
        subject="",
        text=payload(
            guide().site_name,
            words[:MOST_SIGNS],
            message.link or "/",
            str(reminder.subject_id),
            answer,
        ),
        html="",
        message_id=message_id(reminder.pk),
        channel=Channel.PUSH,
        devices=devices,
        expires_at=reminder.expires_at,
    )


def _text(reminder: Reminder, message: Message, lines: Sequence[str], person: Addressee) -> Letter:
    """What was most worth saying, how to answer, and where to read on: never more than two messages."""
    choices = " ".join(f"{n}: {label}." for n, (_code, label) in enumerate(message.answers, 1))
    link = link_for(reminder) if message.answers else ""
    endings = (
        _("Reply %(choices)s") % {"choices": choices} if choices else "",
        link or (f"{settings.SITE_URL}{message.link}" if message.link else ""),
        _("Reply STOP for no more texts."),
    )
    return Letter(
        to=person.addresses[Channel.SMS],
        subject="",
        text=fit(" ".join(lines), endings, MOST_MESSAGES),
        html="",
        message_id=message_id(reminder.pk),
        channel=Channel.SMS,
        offered=tuple(code for code, _label in message.answers),
        reference=str(reminder.pk),
    )


def _mail(reminder: Reminder, message: Message, lines: Sequence[str], person: Addressee) -> Letter:
    unsubscribe = unsubscribe_link(person.recipient)
    context = {
        "unsubscribe": unsubscribe,
        "message": message,
        "lines": lines,
        "link": f"{settings.SITE_URL}{message.link}" if message.link else "",
        "answer_link": link_for(reminder) if message.answers else "",
        "site": guide(),
    }
    return Letter(
        to=person.addresses[Channel.EMAIL],
        subject=message.subject,
        text=render_strictly("reminders/email/reminder.txt", context),
        html=render_strictly("reminders/email/reminder.html", context),
        message_id=message_id(reminder.pk),
        reference=str(reminder.pk),
        unsubscribe=unsubscribe,
        calendar=calendar(message.event, says_more=person.says_more) if message.event else None,
    )


def letter_to_address(reminder: Reminder) -> Letter:
    mail = reminder.mail
    return Letter(
        to=reminder.address,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        message_id=message_id(reminder.pk),
        channel=Channel(mail.channel),
    )


def message_id(reminder_id: int) -> str:
    """One per promise, whatever the attempt; it tells an outsider nothing."""
    mac = salted_hmac("reminders.message_id", str(reminder_id), algorithm="sha256").hexdigest()
    return f"<{mac[:32]}@{urlsplit(settings.SITE_URL).hostname}>"
