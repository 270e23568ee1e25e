"""A task as somebody wants it to be."""

from dataclasses import dataclass
from datetime import date

from apps.circles.rules import FOR_ALL, Sharing


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task as somebody wants it to be."""

    title: str
    notes: str
    due_on: date | None
    sharing: Sharing = FOR_ALL
