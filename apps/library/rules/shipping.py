"""When a shipped text may be written: never over what an operator changed, removed or made themselves."""

from enum import StrEnum


class Step(StrEnum):
    CREATE = "made"
    UPDATE = "updated"
    KEEP = "kept as the operator has it"
    NOTHING = "unchanged"


def step(*, shipped_file: str | None, shipped_row: str | None, file: str, row: str | None) -> Step:
    """All four are fingerprints: of the file as last loaded and of its row then, of both as they are now.

    None for a row says there is none; None for the shipped pair, that it was never loaded.
    """
    if shipped_file is None:
        return Step.CREATE if row is None else Step.KEEP
    if row is None or row != shipped_row:
        return Step.KEEP
    return Step.NOTHING if file == shipped_file else Step.UPDATE
