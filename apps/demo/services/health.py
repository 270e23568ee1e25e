"""The demo's treatments, care team, and who hears of Mei's doses."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from apps.careplan import selectors, services
from apps.careplan.models import TeamMember, Treatment
from apps.careplan.rules import TeamDraft, TreatmentDraft, WatchDraft
from apps.circles.access import Access
from apps.core import clock
from apps.demo.health import LINES, TEAM, Desk, Line

HALF_AN_HOUR = 30


def build(access: dict[str, Access], zone: str, id_of: Callable[[str], UUID]) -> None:
    """What is there already stays as it is."""
    ana, today = access["ana"], clock.today(zone)
    for line in LINES:
        pk = id_of(f"line-{line.key}")
        if not Treatment.objects.visible_to(ana).filter(pk=pk).exists():
            medicine_id = id_of(line.medicine) if line.medicine else None
            draft = _treatment(line, medicine_id, today)
            services.add_treatment(ana, treatment_id=pk, draft=draft)
    for desk in TEAM:
        pk = id_of(f"team-{desk.key}")
        if not TeamMember.objects.visible_to(ana).filter(pk=pk).exists():
            services.add_team_member(ana, member_id=pk, draft=_desk(desk))
    _watch(access, id_of("letrozole"))


def _treatment(line: Line, medicine_id: UUID | None, today: date) -> TreatmentDraft:
    ends_on = today - timedelta(days=line.until) if line.until is not None else None
    return TreatmentDraft(
        kind=line.kind,
        name=line.name,
        starts_on=today - timedelta(days=line.since),
        ends_on=ends_on,
        cycles=line.cycles,
        cycle_now=None,
        medicine_id=medicine_id,
        end_reason=line.end_reason,
        notes="",
    )


def _desk(desk: Desk) -> TeamDraft:
    return TeamDraft(
        name=desk.name,
        role=desk.role,
        phone=desk.phone,
        extension="",
        hours=desk.hours,
        day_and_night=desk.day_and_night,
        worries=desk.worries,
        own_worry=desk.own_worry,
    )


def _watch(access: dict[str, Access], medicine_id: UUID) -> None:
    """Mei is reminded, and Ana hears half an hour later; chosen once, and theirs to change."""
    medicine = selectors.medicine_card(access["mei"], medicine_id).medicine
    if medicine.version == 1:
        draft = WatchDraft(
            reminded=frozenset({access["mei"].membership.pk}),
            told=frozenset({access["ana"].membership.pk}),
            after_minutes=HALF_AN_HOUR,
        )
        services.set_watches(access["mei"], medicine_id=medicine_id, version=1, draft=draft)
