"""What was said at a visit, as somebody wants it to be kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    said: str
    decisions: str
