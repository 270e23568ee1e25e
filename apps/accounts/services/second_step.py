"""The second step of signing in, for those who want one: a code from an app, or one of ten recovery codes.

The rows are allauth's. A code from the app works once, whatever Redis knows, because the row remembers the last
one; recovery codes are kept as hashes and shown only when they are made.
"""

import secrets

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from apps.accounts.kinds import Notice
from apps.accounts.models import User
from apps.accounts.services.notices import tell
from apps.core.errors import RuleError

RECOVERY_CODES = 10
RECOVERY_DIGITS = 10
SKEW_STEPS = 40  # of 30 seconds: how wrong a clock we can still recognise


@transaction.atomic
def turn_on_second_step(user: User, *, secret: str, code: str) -> list[str]:
    """Keep the app's secret once a code shows that the app has it; the recovery codes, to be shown now.

    Sent twice it changes nothing the second time and shows no codes.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return []
    counter = _counter(secret, code)
    if counter is None:
        raise RuleError(
            _wrong_clock(secret, code) or _("That code does not fit. Try the next one.")
        )
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.TOTP,
        data={"secret": secret, "last_counter": counter},
    )
    tell(user, Notice.SECOND_STEP_ON)
    return _make_recovery_codes(user)


@transaction.atomic
def turn_off_second_step(user: User) -> None:
    steps = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    removed, _kinds = Authenticator.objects.filter(user=user, type__in=steps).delete()
    if removed:
        tell(user, Notice.SECOND_STEP_OFF)


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Ten new codes; none of the old ones works any more."""
    User.objects.select_for_update().get(pk=user.pk)
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        raise RuleError(_("Recovery codes belong to a second step. Set it up first."))
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    tell(user, Notice.NEW_RECOVERY_CODES)
    return _make_recovery_codes(user)


@transaction.atomic
def use_second_step(user: User, code: str) -> Authenticator:
    """Check a code of six digits from the app, or a longer recovery code, and use it up."""
    kind = (
        Authenticator.Type.RECOVERY_CODES
        if len(code) == RECOVERY_DIGITS
        else Authenticator.Type.TOTP
    )
    rows = Authenticator.objects.select_for_update().filter(user=user, type=kind)
    row: Authenticator | None = rows.first()
    if row is None:
        raise RuleError(_("That code does not fit."))
    if kind == Authenticator.Type.TOTP:
        _use_app_code(row, code)
    else:
        _use_recovery_code(row, code)
    row.save(update_fields=["data"])
    return row


def _use_app_code(row: Authenticator, code: str) -> None:
    counter = _counter(row.data["secret"], code)
    if counter is None:
        raise RuleError(
            _(
                "That code does not fit. They change every 30 seconds: use the newest. If none fits,"
                " switch on automatic time on the phone with the app."
            )
        )
    if counter <= row.data["last_counter"]:
        raise RuleError(_("That code was used already. Wait for the next one."))
    row.data["last_counter"] = counter


def _use_recovery_code(row: Authenticator, code: str) -> None:
    typed = _hash(row.user_id, code)
    left = [kept for kept in row.data["hashes"] if not constant_time_compare(kept, typed)]
    if len(left) == len(row.data["hashes"]):
        raise RuleError(_("That is none of your recovery codes, or it was used already."))
    row.data["hashes"] = left


def _make_recovery_codes(user: User) -> list[str]:
    codes = [
        f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}d}"
        for _number in range(RECOVERY_CODES)
    ]
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"hashes": [_hash(user.pk, code) for code in codes]},
    )
    return codes


def _hash(user_id: int, code: str) -> str:
    return salted_hmac(f"accounts.recovery:{user_id}", code, algorithm="sha256").hexdigest()


def _counter(secret: str, code: str) -> int | None:
    """The half minute a code is from, if that is now or the one before or after."""
    return next((c for c in yield_hotp_counters_from_time() if _fits(secret, c, code)), None)


def _fits(secret: str, counter: int, code: str) -> bool:
    return constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code)


def _wrong_clock(secret: str, code: str) -> str:
    """A sentence when the code is right for another time. For setting up only: the secret is on the page anyway."""
    now = list(yield_hotp_counters_from_time())[1]
    near = (step for step in range(-SKEW_STEPS, SKEW_STEPS + 1) if _fits(secret, now + step, code))
    step = next(near, None)
    if step is None:
        return ""
    return _(
        "Your code is right for a clock that is %(minutes)s minutes %(direction)s. Switch on"
        " automatic time on the phone with the app, then type a new code."
    ) % {"minutes": max(1, abs(step) // 2), "direction": _("fast") if step > 0 else _("slow")}
