"""Invitations, on plain values: where one stands, what it gives, and codes as people read them out."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import Enum

from apps.circles.kinds import Level, Role, Section
from apps.circles.rules.levels import default_levels
from apps.circles.rules.places import capped, roles_to_give

# No I, L, O and U: nobody mistakes them for 1, 0 and V, and no words appear. Read out, case does not count.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
_READ_AS = str.maketrans("OIL", "011")
_NEEDS_ITS_PERSON = {Role.PATIENT, Role.COORDINATOR}
_HAN = re.compile(r"[\u3400-\u9fff]")


class Standing(Enum):
    """Where an invitation stands. Only an open one can be accepted."""

    OPEN = "open"
    WAITING = (
        "waiting"  # somebody took it, and the inviter is asked whether that is the right person
    )
    USED = "used"
    TAKEN_BACK = "taken_back"
    DECLINED = "declined"
    OVER = "over"  # too old, or too many wrong secrets were tried
    BROKEN = "broken"  # whoever made it may no longer give what it offers


def code_from(number: int) -> str:
    """A code for people, made of the lowest 40 bits of a number."""
    letters = []
    for _place in range(CODE_LENGTH):
        number, index = divmod(number, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[index])
    return "".join(letters)


def plain_code(typed: str) -> str:
    """What was typed as the code it means: spaces, dashes and case do not count, O is 0, I and L are 1.

    Empty if it cannot be a code.
    """
    text = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(character for character in text if character.isalnum()).translate(_READ_AS)
    return code if len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET) else ""


def grouped(code: str) -> str:
    """In two groups, as it is read out."""
    return f"{code[:4]} {code[4:]}"


def narrowed(role: Role, only: Collection[Section]) -> dict[Section, Level]:
    """The role's levels in these sections and none elsewhere; nothing named narrows nothing."""
    levels = default_levels(role)
    return {s: level if s in only or not only else Level.NONE for s, level in levels.items()}


def roles_to_invite(actor: Role) -> tuple[Role, ...]:
    """The roles one may give; and whoever coordinates may say who the patient is, where there is none yet."""
    patient = (Role.PATIENT,) if actor == Role.COORDINATOR else ()
    return (*patient, *roles_to_give(actor))


def given_by(
    actor: Role, own: Mapping[Section, Level], role: Role, levels: Mapping[Section, Level]
) -> dict[Section, Level]:
    """What is left of these levels when somebody with this role and levels gives them: none above their own.

    Nothing of a role that is not theirs to give. The patient's is not cut: it is her circle, whoever asked her.
    """
    if role not in roles_to_invite(actor):
        return {}
    return dict(levels) if role == Role.PATIENT else capped(levels, own)


def needs_confirmation(role: Role, *, sent_to: str, addresses: Collection[str]) -> bool:
    """Whether the inviter is asked first: a link that was passed on must not make somebody the patient.

    Who signed in with the address it was sent to is who was meant. A coordinator may be invited by a link alone.
    """
    if sent_to.lower() in {address.lower() for address in addresses}:
        return False
    return role == Role.PATIENT or (role in _NEEDS_ITS_PERSON and bool(sent_to))


def is_over(now: datetime, expires_at: datetime, today: date, ends_on: date | None) -> bool:
    """Too old, or the place it offers would have ended."""
    return now >= expires_at or (ends_on is not None and today > ends_on)


def call_name(name: str) -> str:
    """The first word of a name, for pages that must not say a surname; nothing where that may be one."""
    first = next(iter(name.split()), "")
    return "" if _HAN.search(first) else first
