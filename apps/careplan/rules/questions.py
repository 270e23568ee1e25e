"""A question as somebody wants it to be, and who may see it as it travels from visit to visit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from apps.careplan.kinds import AppointmentKind
from apps.circles.kinds import Audience
from apps.circles.rules import FOR_ALL, Sharing

_NARROW_FIRST = (Audience.ONLY_ME, Audience.CLOSE, Audience.EVERYONE)


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """For one appointment, or for the next of a ``kind``."""

    text: str
    appointment_id: UUID | None = None
    kind: AppointmentKind | None = None
    sharing: Sharing = FOR_ALL


def narrower(one: Sharing, other: Sharing) -> Sharing:
    """Whoever sees both: a question carried on is never seen by more people than before, nor earlier."""
    audience = min(one.audience, other.audience, key=_NARROW_FIRST.index)
    days = [day for day in (one.held_until, other.held_until) if day is not None]
    return Sharing(audience, max(days, default=None))


def is_narrower(one: Sharing, other: Sharing, today: date) -> bool:
    """Whether ``other`` shows something to more people than ``one`` does today, or sooner."""
    both = narrower(one, other)
    is_later = one.is_held(today) and both.held_until != other.held_until
    return is_later or both.audience != other.audience
