"""Short mails about one's data. They say that something is ready or planned, and never what is in it."""

from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.circles.models import Circle
from apps.core.days import day_with_year
from apps.core.links import whole_address
from apps.core.site_guide import guide


class Note(Enum):
    """Subject and sentence of each."""

    ARCHIVE_READY = (
        _("Your archive is ready"),
        _("What you asked for can be downloaded for seven days. Sign in to fetch it."),
    )
    ARCHIVE_FAILED = (
        _("Your archive could not be made"),
        _("Something went wrong on our side, so there is nothing to download. Ask for it again."),
    )
    ACCOUNT_GOES = (
        _("Your account will be deleted"),
        _(
            "You asked us to delete your account. It is deleted on %(when)s. Until then you can sign in and keep it."
        ),
    )
    ACCOUNT_STAYS = (_("Your account stays"), _("Your account will not be deleted."))
    ACCOUNT_GONE = (
        _("Your account was deleted"),
        _("Your account and what was yours are deleted. This is the last message you get from us."),
    )
    ACCOUNT_NEEDED = (
        _("Your account is still here"),
        _(
            "A circle would be left with nobody who can plan, so your account was not deleted."
            " Sign in to hand the circle over or to erase it, and then ask again."
        ),
    )
    CIRCLE_GOES = (
        _("A circle will be erased"),
        _(
            "A circle you belong to is erased on %(when)s, with everything in it."
            " Sign in to see which, and to take out what is yours."
        ),
    )
    CIRCLE_STAYS = (
        _("A circle stays"),
        _("The circle that was going to be erased stays after all."),
    )


def send_note(
    user: User, note: Note, when: datetime | None = None, *, circle: Circle | None = None
) -> None:
    """Through the outbox, in the caller's transaction, in the reader's language and zone.

    It leads to the page of one's data, or of that ``circle``'s.
    """
    subject, sentence = note.value
    with translation.override(user.language or "en"), timezone.override(ZoneInfo(user.zone)):
        context = {
            "sentence": _filled(sentence, when),
            "link": whole_address("circle_data", circle.pk) if circle else whole_address("my_data"),
            "has_link": note is not Note.ACCOUNT_GONE,
            "site": guide(),
        }
        message = EmailMultiAlternatives(
            subject=str(subject),
            body=render_to_string("interop/email/note.txt", context),
            to=[user.email],
        )
        html = render_to_string("interop/email/note.html", context | {"heading": subject})
        message.attach_alternative(html, "text/html")
        message.send()


def _filled(sentence: Promise, when: datetime | None) -> str:
    return (
        str(sentence) % {"when": day_with_year(timezone.localtime(when))} if when else str(sentence)
    )
