"""Reads about people."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from apps.accounts.models import EmailChange, User
from apps.accounts.rules import UNDO
from apps.core import clock
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


def passkeys_of(user: User) -> list[Authenticator]:
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return list(rows.order_by("created_at", "pk"))


def passkey_of(user: User, passkey_id: int) -> Authenticator | None:
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return rows.select_related("user").filter(pk=passkey_id).first()


def recovery_codes_left(user: User) -> int:
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.data["hashes"]) if row else 0


def live_sessions(user: User) -> list[UserSession]:
    """Where the person is signed in now, newest first."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at", "-pk"))
    keys = [row.session_key for row in rows]
    live = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=clock.now()).values_list(
            "session_key", flat=True
        )
    )
    return [row for row in rows if row.session_key in live]


def wants_passkey_offer(user: User) -> bool:
    """Whether a passkey should be offered: not to whoever has one or put the offer away."""
    return user.passkey_offer_ended_at is None and "webauthn" not in authenticator_kinds(user)


def waiting_email_change(user: User) -> EmailChange | None:
    return EmailChange.objects.filter(user=user, done_at=None, stopped_at=None).first()


def undoable_email_change_from(address: str) -> EmailChange | None:
    """The change by which an account lost this address within the week, while it can be undone and nobody has it."""
    if User.objects.filter(email=address).exists():
        return None
    done = EmailChange.objects.filter(stopped_at=None, done_at__gt=clock.now() - UNDO)
    return done.filter(old_email=address).exclude(new_email=address).order_by("done_at").last()


def waiting_email_change_of(email: str) -> EmailChange | None:
    open_ones = EmailChange.objects.filter(done_at=None, stopped_at=None)
    return open_ones.filter(user__email=email.strip().lower()).first()
