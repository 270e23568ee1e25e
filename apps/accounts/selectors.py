"""Reads about people."""

from allauth.mfa.models import Authenticator

from apps.accounts.models import User
from apps.core.site_guide import document


def has_accepted_current_terms(user: User) -> bool:
    """Whether the person accepted the operator's texts in the versions that stand today."""
    return (
        user.terms_version == document("terms").version
        and user.privacy_version == document("privacy").version
    )


def account_with(number: str) -> User | None:
    """Who has proved this phone number; their account may be closed."""
    return User.objects.filter(phone=number).first()


def is_proved_number(number: str) -> bool:
    """Whether somebody can sign in with this phone number."""
    return User.objects.filter(phone=number, is_active=True).exists()


def authenticator_kinds(user: User) -> set[str]:
    """Which of "webauthn", "totp" and "recovery_codes" someone has set up."""
    return set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
