"""One-answer links."""

PUBLIC = {"answer"}
PERSONAL: set[str] = set()
