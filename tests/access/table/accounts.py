"""Signing in and one’s own account."""

PUBLIC = {"account_login", "account_code"}

# For whoever is signed in: about the person, not about a circle.
PERSONAL = {
    "account_logout",
    "account_welcome",
    "account_profile",
    "account_phone",
    "account_phone_code",
    "account_phone_removal",
    "account_proof",
    "account_proof_code",
    "account_passkey",  # staff only: tests/library/test_editors.py
}
