"""Fixed words of signing in."""

from enum import StrEnum


class Purpose(StrEnum):
    """What a code that was sent is for; the letter says it in its first line."""

    SIGN_IN = "sign_in"
    PROOF = "proof"
    NEW_ADDRESS = "new_address"
    NEW_NUMBER = "new_number"
