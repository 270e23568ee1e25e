"""Writes about people: the code mail, the account a code opens, what a person accepted and chose."""

from datetime import datetime, timedelta
from email.utils import format_datetime

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from apps.accounts import changes
from apps.accounts.models import TermsAcceptance, User
from apps.core import clock
from apps.core.site_guide import document, guide
from apps.core.zones import is_zone


def send_sign_in_code(email: str, code: str) -> None:
    """Put the mail with the code in the outbox: the same work for a known and an unknown address."""
    user = User.objects.filter(email=email).first()
    language = (user.language if user else "") or translation.get_language() or "en"
    context = {
        "code": code,
        "known": user is not None,
        "site": guide(),
        "site_url": settings.SITE_URL,
    }
    with translation.override(language):
        subject = render_to_string("accounts/email/code_subject.txt", context).strip()
        message = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string("accounts/email/code.txt", context),
            to=[email],
            headers={"Expires": format_datetime(_code_expiry())},
        )
        message.attach_alternative(
            render_to_string("accounts/email/code.html", context), "text/html"
        )
        message.send()


@transaction.atomic
def open_account(email: str, *, time_zone: str = "") -> User:
    """The account of an address whose code was typed, made now if it is new.

    The address is thereby proved, so allauth's record of it is verified too.
    """
    user, made = User.objects.get_or_create(
        email=email, defaults={"time_zone": time_zone if is_zone(time_zone) else ""}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


def make_staff(email: str) -> User:
    """An account for a member of staff; the address is proved when they first sign in with a code."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email)
    user.is_staff = True
    user.full_clean(exclude=["password"])
    user.save(update_fields=["is_staff"])
    return user


@transaction.atomic
def forget_passkeys(email: str) -> bool:
    """For a lost device: its passkeys and every session end; whether there was such a member of staff.

    A new unusable password changes what each session is checked against.
    """
    user = User.objects.filter(email=email.strip().lower(), is_staff=True).first()
    if user is None:
        return False
    Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return True


@transaction.atomic
def accept_terms(user: User, *, name: str) -> None:
    """Record that the person accepted the operator's texts as they are now and is old enough."""
    terms, privacy = document("terms").version, document("privacy").version
    now = clock.now()
    TermsAcceptance.objects.bulk_create(
        [
            TermsAcceptance(
                user=user,
                document=name_,
                version=version,
                minimum_age_confirmed=guide().minimum_age,
                accepted_at=now,
            )
            for name_, version in (("terms", terms), ("privacy", privacy))
        ],
        ignore_conflicts=True,
    )
    user.name = name
    user.terms_version, user.privacy_version = terms, privacy
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "terms_version", "privacy_version"])


@transaction.atomic
def change_profile(user: User, *, name: str, time_zone: str) -> None:
    has_moved = user.time_zone != time_zone
    user.name, user.time_zone = name, time_zone
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "time_zone"])
    if has_moved:
        changes.tell(user)


def _code_expiry() -> datetime:
    return clock.now() + timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)
