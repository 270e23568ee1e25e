"""Errors that are safe to show."""


class RuleError(Exception):
    """ "You cannot do that now." The message is a kind, whole sentence for the person who asked."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StaleError(RuleError):
    """Somebody else changed the thing since this person opened it; nothing was written."""


class AskFirst(RuleError):
    """Something speaks against it that they may not have thought of; whoever wants it all the same may have it."""
