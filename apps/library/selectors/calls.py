"""The page "When to call now" and the words that go with each urgency, from the shipped file."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from apps.library.kinds import Urgency
from apps.library.selectors.shown import CallGroup
from apps.library.shipped import DATA


@dataclass(frozen=True, slots=True)
class Area:
    name: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallLevel:
    level: str
    heading: str
    what_to_do: tuple[str, ...]
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class CallPage:
    title: str
    intro: tuple[str, ...]
    before_you_call: tuple[str, ...]
    not_covered: tuple[str, ...]
    closing: str
    levels: tuple[CallLevel, ...]


@cache
def call_page() -> CallPage:
    file = _file()
    return CallPage(
        title=file["title"],
        intro=tuple(file["intro"]),
        before_you_call=tuple(file["before_you_call"]),
        not_covered=tuple(file["not_covered"]),
        closing=file["closing"],
        levels=tuple(_level(level, file["signs"]) for level in file["levels"]),
    )


def call_groups(signs: Iterable[tuple[str, str]]) -> tuple[CallGroup, ...]:
    """Pairs of urgency and sign, grouped, the most urgent first."""
    pairs = list(signs)
    words = {level["id"]: level for level in _file()["levels"]}
    return tuple(
        CallGroup(
            level=level,
            heading=words[level]["heading"],
            what_to_do=tuple(words[level]["what_to_do"]),
            signs=of_level,
        )
        for level in Urgency.values
        if (of_level := tuple(text for named, text in pairs if named == level))
    )


def _level(level: dict[str, Any], signs: list[dict[str, Any]]) -> CallLevel:
    mine = [sign for sign in signs if sign["level"] == level["id"]]
    areas = groupby(mine, key=lambda sign: sign["area"])
    return CallLevel(
        level=level["id"],
        heading=level["heading"],
        what_to_do=tuple(level["what_to_do"]),
        areas=tuple(Area(name, tuple(sign["text"] for sign in group)) for name, group in areas),
    )


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((DATA / "when-to-call-now.toml").read_text(encoding="utf-8"))
