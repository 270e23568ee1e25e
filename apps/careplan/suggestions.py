"""Questions that many people find worth asking, by kind of visit, from our own data file with its sources."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from apps.careplan.kinds import AppointmentKind

FILE = Path(__file__).parent / "data" / "questions.toml"


@dataclass(frozen=True, slots=True)
class Suggestion:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """One list, like "Before a scan"; ``kinds`` are the appointments it is offered for."""

    id: str
    title: str
    source: str
    kinds: frozenset[AppointmentKind]
    questions: tuple[Suggestion, ...]


@cache
def all_lists() -> tuple[SuggestionList, ...]:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["lists"]
    return tuple(
        SuggestionList(
            id=entry["id"],
            title=entry["title"],
            source=entry["source"],
            kinds=frozenset(AppointmentKind(kind) for kind in entry["kinds"]),
            questions=tuple(
                Suggestion(f"{entry['id']}-{number}", text)
                for number, text in enumerate(entry["questions"], 1)
            ),
        )
        for entry in entries
    )


def lists_for(kind: AppointmentKind) -> list[SuggestionList]:
    return [entry for entry in all_lists() if kind in entry.kinds]


def find(suggestion_id: str) -> Suggestion | None:
    every = (question for entry in all_lists() for question in entry.questions)
    return next((question for question in every if question.id == suggestion_id), None)
