"""Signing in and one’s own account."""

PUBLIC = {
    "leave",
    "account_here",
    "account_login",
    "account_logout",
    "account_code",
    "account_passkey_sign_in",
    "mfa_authenticate",
    "account_address_stop",
    "account_address_prove",
}

# For whoever is signed in: about the person, not about a circle.
PERSONAL = {
    "account_welcome",
    "account_profile",
    "account_details",
    "account_address",
    "account_address_code",
    "account_address_stay",
    "account_passkeys",
    "account_passkey_add",
    "account_passkey_later",
    "account_passkey_detail",
    "account_passkey_removal",
    "account_second_step",
    "account_second_step_setup",
    "account_second_step_removal",
    "account_recovery_codes",
    "account_devices",
    "account_devices_end",
    "account_device_end",
    "account_phone",
    "account_phone_code",
    "account_phone_removal",
    "account_proof",
    "account_proof_code",
    "account_passkey",  # staff only: tests/library/test_editors.py
}
