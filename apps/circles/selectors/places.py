"""One member's place: what it allows, how it came to be so, and what the reader may do about it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.translation import gettext as _

from apps.circles import rules, wording
from apps.circles.access import Access
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import AccessPeriod, Membership
from apps.circles.rules import Refusal
from apps.circles.selectors.people import (
    SHOWN_SECTIONS,
    can_words,
    current_members,
    patient_of,
)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when somebody was in the circle; without an end they still are."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history: what a place allowed from a moment on, in plain words."""

    period: AccessPeriod
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    """What the page of one member shows."""

    member: Membership
    is_me: bool
    is_over: bool
    can: str
    refusal: str  # why it is not the reader's to change; empty when it is
    may_bring_back: bool
    spans: tuple[Span, ...] = ()
    steps: tuple[Step, ...] = ()


def member(access: Access, membership_id: UUID) -> Membership:
    """A member of this circle; past ones too for whoever may edit people. Http404 for anybody else."""
    access.require(Section.PEOPLE, Level.SEE)
    rows = Membership.objects.filter(circle=access.circle, pk=membership_id)
    row = rows.select_related("user", "circle").first()
    if row is None or (row.is_over_on(access.today) and not _edits(access)):
        raise Http404
    return row


def place_page(access: Access, membership_id: UUID) -> PlacePage:
    row = member(access, membership_id)
    is_over = row.is_over_on(access.today)
    rows = _rows_of(access, row) if _edits(access) else []
    return PlacePage(
        member=row,
        is_me=access.is_mine(row.pk),
        is_over=is_over,
        can=can_words(access, row),
        refusal=why_not_to_change(access, row) if _edits(access) else "",
        may_bring_back=is_over and _edits(access) and may_bring_back(access, row),
        spans=tuple(_span(access, each) for each in rows),
        steps=tuple(_steps(rows)),
    )


def why_not_to_change(access: Access, row: Membership) -> str:
    """A whole sentence when this place is not the reader's to change, else nothing."""
    patient = patient_of(access)
    refusal = rules.why_not(
        access.rank,
        Role(row.role),
        is_own=access.is_mine(row.pk),
        has_patient=patient is not None,
    )
    if refusal is None:
        return ""
    if refusal == Refusal.PATIENT:
        return _("It is %(name)s’s circle. Nobody else changes what the patient may do.") % {
            "name": row.name
        }
    if refusal == Refusal.OWN:
        return _not_ones_own(access, patient)
    return _("Only the patient can change what %(name)s may do.") % {"name": row.name}


def may_mark_close(access: Access) -> bool:
    """The patient says who is close; until there is one, whoever may change places."""
    return access.is_patient or patient_of(access) is None


def may_bring_back(access: Access, row: Membership) -> bool:
    """Somebody who was taken out or whose time was over; who left by themselves is asked again."""
    last = row.periods.order_by("-began_at", "-pk").first()
    left = last is not None and last.is_over and last.changed_by_id == row.pk
    return (
        row.is_over_on(access.today)
        and not left
        and row.user.is_active
        and Role(row.role) in rules.roles_to_give(access.rank)
        and all(each.user_id != row.user_id for each in current_members(access))
    )


def _edits(access: Access) -> bool:
    return access.can(Section.PEOPLE, Level.EDIT)


def _not_ones_own(access: Access, patient: Membership | None) -> str:
    others = [m for m in current_members(access) if m.role == Role.COORDINATOR]
    if patient:
        return _("You cannot change your own place. Ask %(name)s to.") % {"name": patient.name}
    if access.membership.role == Role.COORDINATOR and len(others) == 1:
        return _(
            "You are the only one who coordinates this circle. Make somebody else a coordinator "
            "first; then they can change your place."
        )
    return _("You cannot change your own place. Ask another coordinator to.")


def _rows_of(access: Access, row: Membership) -> list[Membership]:
    """All places this person had in the circle, the first one first: a row is never reused."""
    rows = Membership.objects.filter(circle=access.circle, user=row.user_id)
    return list(
        rows.select_related("circle").prefetch_related("periods__changed_by__user").order_by("pk")
    )


def _span(access: Access, row: Membership) -> Span:
    last = row.ends_on if row.ends_on and row.ends_on < access.today else None
    if row.ended_at:
        last = row.ended_at.astimezone(ZoneInfo(access.circle.time_zone)).date()
    return Span(row.starts_on, last)


def _steps(rows: list[Membership]) -> list[Step]:
    periods = [period for row in rows for period in row.periods.all()]
    return [_step(period) for period in sorted(periods, key=lambda p: p.pk, reverse=True)]


def _step(period: AccessPeriod) -> Step:
    role = str(Role(period.role).label)
    words = wording.sentence(role, period.section_levels, SHOWN_SECTIONS)
    return Step(period, words, period.changed_by.name if period.changed_by else "")
