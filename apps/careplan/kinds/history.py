"""Of which things a history is kept, and of which of their fields."""

from django.db import models

_SHARING = ("audience", "held_until")


class Kept(models.TextChoices):
    """The things that have a history; their names are those that receipts call them by."""

    APPOINTMENT = "appointment"
    QUESTION = "question"
    OUTCOME = "outcome"
    NEXT_STEP = "next_step"
    TREATMENT = "treatment"
    TEAM_MEMBER = "team_member"
    TASK = "task"
    MEDICINE = "medicine"


# In the order in which a change is told.
FIELDS: dict[Kept, tuple[str, ...]] = {
    Kept.APPOINTMENT: (
        "status", "starts_at", "time_known", "ends_at", "zone", "kind", "title", "place",
        "address", "phone", "map_link", "call_link", "travel_minutes", "preparation", *_SHARING,
    ),
    Kept.QUESTION: ("status", "text", "appointment", "kind", "answer", *_SHARING),
    Kept.OUTCOME: ("said", "decisions"),
    Kept.NEXT_STEP: ("dropped_at",),
    Kept.TREATMENT: (
        "is_withdrawn", "kind", "name", "starts_on", "ends_on", "cycles", "cycle_now", "medicine",
        "end_reason", "notes", *_SHARING,
    ),
    Kept.TEAM_MEMBER: (
        "is_withdrawn", "name", "role", "phone", "extension", "hours", "day_and_night", "worries",
        "own_worry",
    ),
    Kept.TASK: (
        "status", "due_on", "starts_at", "ends_at", "zone", "kind", "title", "minutes", "notes", *_SHARING,
    ),
    Kept.MEDICINE: (
        "is_withdrawn", "name", "dose", "purpose", "food", "limit", "starts_on", "ends_on",
        "notes", *_SHARING,
    ),
}  # fmt: skip

# What says how a thing stands. It has its own way back, and an undo leaves it alone.
STATES = frozenset({"status", "is_withdrawn", "dropped_at"})

# What is only understood together, and so is kept and told together.
WHEN: dict[Kept, tuple[str, ...]] = {
    Kept.APPOINTMENT: ("starts_at", "time_known", "ends_at", "zone"),
    Kept.TASK: ("due_on", "starts_at", "ends_at", "zone"),
}

# Ids of other things, which may be hidden from who sees this one: kept for an undo, and told to nobody.
UNTOLD = frozenset({"appointment", "medicine"})
