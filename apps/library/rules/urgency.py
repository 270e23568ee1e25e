"""How soon to call: the levels, and the promise that no text asks for less than its sign needs."""

from collections.abc import Mapping
from typing import Any

LEVELS = ("self-care", "next-visit", "24h", "same-day", "emergency")
CALL_LEVELS = LEVELS[1:]
RAISED = "+"

# A treatment's signs count for a while after it: a line of a box that names one says how long.
STILL_COUNTS = {"T-DXd": "3 months", "immunotherapy": "2 years", "chemotherapy": "8 weeks"}


def rank(level: str) -> int:
    return LEVELS.index(level)


def bare(row: str) -> str:
    """The row's id without the sign of its more urgent case."""
    return row.removesuffix(RAISED)


def needed(row: str, facts: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The lowest level a text about this row may have, or None when the row is unknown."""
    fact = facts.get(bare(row), {})
    level = fact.get("raised" if row.endswith(RAISED) else "level")
    return level if level in LEVELS else None


def too_low(level: str, rows: list[str], facts: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The rows that ask for more than this level."""
    return [row for row in rows if (need := needed(row, facts)) and rank(level) < rank(need)]


def narrowed(text: str) -> list[str]:
    """The treatments a line names as if their signs stopped with them."""
    said = text.casefold()
    return [
        treatment
        for treatment, time in STILL_COUNTS.items()
        if treatment.casefold() in said and time not in said
    ]


def missing_raised(rows: list[str], facts: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Rows whose more urgent case is nowhere in the same box."""
    named = set(rows)
    return [
        row
        for row in dict.fromkeys(rows)
        if not row.endswith(RAISED) and "raised" in facts.get(row, {}) and row + RAISED not in named
    ]


def rows_from(facts: Mapping[str, Mapping[str, Any]], lowest: str) -> list[str]:
    """Every row, and every raised case, at this level or above."""
    found = []
    for row, fact in facts.items():
        for name, level in ((row, fact.get("level")), (row + RAISED, fact.get("raised"))):
            if level in LEVELS and rank(level) >= rank(lowest):
                found.append(name)
    return found
