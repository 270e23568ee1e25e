"""The phone number somebody signs in with, and who hears when it changes."""

from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core import clock, texting
from apps.core.errors import RuleError
from apps.core.site_guide import guide
from apps.core.texting import Text

OF_USE = timedelta(days=2)


@transaction.atomic
def use_number(user: User, number: str) -> None:
    """From now on this number, just proved, opens the account. Raises RuleError when it opens another."""
    person = User.objects.select_for_update().get(pk=user.pk)
    old = person.phone
    if old == number:
        return
    person.phone = number
    try:
        with transaction.atomic():
            person.save(update_fields=["phone"])
    except IntegrityError as error:
        raise RuleError(
            _(
                "This number already opens another account. Sign in with it, or remove it there first."
            )
        ) from error
    _tell(person, old)


@transaction.atomic
def remove_number(user: User) -> None:
    """It no longer opens the account. Twice is the same as once."""
    person = User.objects.select_for_update().get(pk=user.pk)
    old, person.phone = person.phone, None
    if old is not None:
        person.save(update_fields=["phone"])
        _tell(person, old)


def _tell(user: User, old: str | None) -> None:
    """The address always, and the phone that no longer counts: whoever did not do it must hear of it."""
    context = {"site": guide(), "old": old, "is_gone": user.phone is None}
    with translation.override(user.language or None):
        mail = EmailMultiAlternatives(
            subject=_("The phone number of your account"),
            body=render_to_string("accounts/email/phone_changed.txt", context),
            to=[user.email],
        )
        html = render_to_string("accounts/email/phone_changed.html", context)
        mail.attach_alternative(html, "text/html")
        mail.send()
        if old and texting.is_on() and texting.may_get(old):
            words = render_to_string("accounts/text/number_gone.txt", context).strip()
            texting.send(Text(old, words, clock.now() + OF_USE))
