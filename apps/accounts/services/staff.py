"""Members of staff."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services.sessions import end_sessions


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
    """For a lost device: its passkeys and every session end; whether there was such a member of staff."""
    user = User.objects.filter(email=email.strip().lower(), is_staff=True).first()
    if user is None:
        return False
    Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).delete()
    end_sessions(user)
    return True
