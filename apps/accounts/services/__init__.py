"""Writes about people: codes and letters, the account a code opens, what a person accepted, chose and signs in with."""

from apps.accounts.services.accounts import open_account
from apps.accounts.services.addresses import (
    ask_for_someone,
    can_be_stopped,
    change_email,
    finish_due_email_changes,
    prove_new_address,
    stop_email_change,
)
from apps.accounts.services.codes import send_code
from apps.accounts.services.passkeys import keep_passkey, remove_passkey, rename_passkey
from apps.accounts.services.phones import remove_number, use_number
from apps.accounts.services.profile import accept_terms, change_profile, end_passkey_offer
from apps.accounts.services.second_step import (
    renew_recovery_codes,
    turn_off_second_step,
    turn_on_second_step,
    use_second_step,
)
from apps.accounts.services.sessions import end_session, end_sessions, forget_ended_sessions
from apps.accounts.services.staff import forget_passkeys, make_staff

__all__ = [
    "accept_terms",
    "ask_for_someone",
    "can_be_stopped",
    "change_email",
    "change_profile",
    "end_passkey_offer",
    "end_session",
    "end_sessions",
    "finish_due_email_changes",
    "forget_ended_sessions",
    "forget_passkeys",
    "keep_passkey",
    "make_staff",
    "open_account",
    "prove_new_address",
    "remove_number",
    "remove_passkey",
    "rename_passkey",
    "renew_recovery_codes",
    "send_code",
    "stop_email_change",
    "turn_off_second_step",
    "turn_on_second_step",
    "use_number",
    "use_second_step",
]
