"""A question as somebody wants it to be, and who may see it as it travels from visit to visit."""

from dataclasses import dataclass
from uuid import UUID

from apps.careplan.kinds import AppointmentKind
from apps.circles.kinds import Audience

_NARROW_FIRST = (Audience.ONLY_ME, Audience.CLOSE, Audience.EVERYONE)


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """For one appointment, or for the next of a ``kind``."""

    text: str
    audience: Audience
    appointment_id: UUID | None = None
    kind: AppointmentKind | None = None


def narrower(one: Audience, other: Audience) -> Audience:
    """The audience of what was in both: a question carried on is never seen by more people than before."""
    return min(one, other, key=_NARROW_FIRST.index)
