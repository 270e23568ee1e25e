"""Writes about people: the code mail, the account a code opens, what a person accepted and chose."""

from apps.accounts.services.accounts import open_account
from apps.accounts.services.codes import send_code
from apps.accounts.services.phones import remove_number, use_number
from apps.accounts.services.profile import accept_terms, change_profile
from apps.accounts.services.staff import forget_passkeys, make_staff

__all__ = [
    "accept_terms",
    "change_profile",
    "forget_passkeys",
    "make_staff",
    "open_account",
    "remove_number",
    "send_code",
    "use_number",
]
