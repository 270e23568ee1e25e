"""A line of treatment and a member of the care team, as somebody wants them to be."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from apps.careplan.kinds import TreatmentKind, Worry
from apps.circles.rules import FOR_ALL, Sharing


@dataclass(frozen=True, slots=True)
class TreatmentDraft:
    kind: TreatmentKind
    name: str
    starts_on: date
    ends_on: date | None
    cycles: int | None
    cycle_now: int | None
    medicine_id: UUID | None
    end_reason: str
    notes: str
    sharing: Sharing = FOR_ALL


@dataclass(frozen=True, slots=True)
class TeamDraft:
    name: str
    role: str
    phone: str
    extension: str
    hours: str
    day_and_night: bool
    worries: frozenset[Worry]
    own_worry: str
