"""A subject that needs no rows: what the engine asks of it, tests decide. Workers under test import it too."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from apps.circles.access import Access
from apps.core.errors import RuleError
from apps.reminders import registry
from apps.reminders.subjects import Ask, Message, Plan, Question

ANSWERS = (("yes", "I’ll be there"), ("no", "I can’t"))


@dataclass
class Visits:
    name: str = "visit"
    is_visit: bool = True
    skip: dict[UUID, str] = field(default_factory=dict)
    ahead: dict[UUID, Plan] = field(default_factory=dict)
    broken: set[UUID] = field(default_factory=set)
    asked: list[Ask] = field(default_factory=list)
    answers: dict[UUID, str] = field(default_factory=dict)

    def skip_reason(self, ask: Ask) -> str | None:
        self.asked.append(ask)
        if ask.subject_id in self.broken:
            raise RuntimeError("the room is on fire")
        return self.skip.get(ask.subject_id)

    def plans(self, access: Access, ids: Collection[UUID]) -> list[Plan]:
        return [self.ahead[pk] for pk in ids if pk in self.ahead]

    def message(self, ask: Ask) -> Message:
        zone = timezone.get_current_timezone_name()
        return Message(
            subject=f"A {ask.kind} for you",
            lines=(f"You have something, in {zone} and {get_language()}.",),
            full_lines=("The whole truth.",),
            link=f"/visits/{ask.subject_id}/",
            link_label="See it",
            answers=ANSWERS,
        )

    def question(self, ask: Ask) -> Question:
        return Question("Tuesday at 10:30", ANSWERS, self.answers.get(ask.recipient.id))

    def answer(self, ask: Ask, code: str) -> str:
        if code not in dict(ANSWERS):
            raise RuleError("Please press one of the buttons.")
        self.answers[ask.recipient.id] = code
        return "Thank you. The others can see it."


visits = Visits()
registry.register(visits)
