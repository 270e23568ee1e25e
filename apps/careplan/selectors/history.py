"""What was changed on a thing and by whom, and what was taken off lately: of what the reader sees now, and no
more than of that as it was then."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from apps.careplan import rules
from apps.careplan.kinds import FIELDS, Kept, QuestionStatus, Status, TaskStatus
from apps.careplan.models import CHANGES, THINGS, Appointment, Change, Seat, Task, Versioned
from apps.careplan.selectors.medicines import medicine_card, rhythm_written
from apps.careplan.selectors.paging import PAGE_SIZE, Page, after, key_of
from apps.careplan.selectors.questions import level_for_question
from apps.circles import subjects
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.core import clock

SHOWN = 50  # of one thing's changes: more in a month is not a history anybody reads
BY_REMOVAL = ("changed_at", "pk")
NUMBER = {Appointment: "series_number", Task: "number"}  # where each stands in its series

GONE: dict[Kept, Q] = {
    Kept.APPOINTMENT: Q(status=Status.CANCELLED),
    Kept.QUESTION: Q(status=QuestionStatus.DROPPED),
    Kept.NEXT_STEP: Q(dropped_at__isnull=False),
    Kept.TREATMENT: Q(is_withdrawn=True),
    Kept.TEAM_MEMBER: Q(is_withdrawn=True),
    Kept.TASK: Q(status=TaskStatus.WITHDRAWN),
    Kept.MEDICINE: Q(is_withdrawn=True),
}

RESTORATION: dict[Kept, str] = {
    Kept.APPOINTMENT: "appointment_restoration",
    Kept.QUESTION: "question_restoration",
    Kept.NEXT_STEP: "step_restoration",
    Kept.TREATMENT: "treatment_restoration",
    Kept.TEAM_MEMBER: "team_restoration",
    Kept.TASK: "task_restoration",
    Kept.MEDICINE: "medicine_restoration",
}


@dataclass(frozen=True, slots=True)
class Past:
    """A change, whether the reader may undo it, and how many of the series were changed together, itself included."""

    change: Change
    may_undo: bool
    together: int = 1

    @property
    def undo(self) -> str:
        """The name of the address that undoes it."""
        return f"{self.change.section}_undo"


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that was cancelled or taken off, how it is called, and whether the reader may bring it back."""

    kept: Kept
    thing: Any
    may_undo: bool

    @property
    def restoration(self) -> str:
        """The name of the address that brings it back."""
        return RESTORATION[self.kept]

    @property
    def noun(self) -> str:
        subject = subjects.get(self.kept)
        return str(subject.noun) if subject else ""

    @property
    def title(self) -> str:
        subject = subjects.get(self.kept)
        if subject is None:
            return ""
        return subject.title_of(getattr(self.thing, field) for field in subject.fields)


def history_of(access: Access, thing: Any) -> list[Past]:
    """The newest first; one query, two for one of a series, none for what was never changed. ``thing`` was read
    through the same access."""
    if thing.version == 1:
        return []
    rows = CHANGES[thing.section].objects.visible_to(access, of=[thing.pk])
    rows = rows.filter(at__gte=_since()).select_related("who__user").order_by("-version")
    may = access.can(thing.section, _level_to_undo(access, thing))
    found = list(rows[:SHOWN])
    beside = _others_changed_with(access, thing, [change.at for change in found])
    together = Counter(beside.values_list("at", flat=True)) if beside is not None else Counter()
    return [Past(c, may and c.is_edit, together[c.at] + 1) for c in found]


def changes_told(access: Access, model: type[Change]) -> list[Change]:
    """All that is kept of a section's changes, each with the name of its thing; one query, and one a kind of thing."""
    found = list(model.objects.visible_to(access).order_by("at", "pk"))
    names: dict[UUID, str] = {}
    for kept in {change.subject for change in found}:
        if subject := subjects.get(kept):
            ids = [change.subject_id for change in found if change.subject == kept]
            rows = subject.shown(access, ids)
            names |= {pk: subject.title_of(fields) for _kept, pk, *fields in rows}
    for change in found:
        change.thing_name = names.get(change.subject_id, "")
    return found


def change_of(access: Access, section: Section, change_id: UUID) -> tuple[Change, Versioned]:
    """A change and its thing as it stands. Http404 for what may not be seen, or is too long ago."""
    rows = CHANGES[section].objects.visible_to(access).filter(at__gte=_since())
    change: Change | None = rows.filter(pk=change_id).select_related("who__user").first()
    if change is None:
        raise Http404
    things = THINGS[Kept(change.subject)].objects.visible_to(access)
    return change, things.select_related("changed_by__user").get(pk=change.subject_id)


def changed_together(access: Access, change: Change, thing: Any) -> list[tuple[Change, Any]]:
    """What was changed of a series from one on: each change with its thing as it stands, in their order."""
    beside = _others_changed_with(access, thing, [change.at])
    changes = {change.subject_id: change} | {other.subject_id: other for other in beside or ()}
    rows = _of_series(access, thing) if beside is not None else [thing]
    return [(changes[row.pk], row) for row in rows if row.pk in changes]


def stands_now(access: Access, change: Change, thing: Any) -> dict[str, Any]:
    """What stands now in the fields of a change. A pause is as the change left it."""
    now = change.became | {
        name: getattr(thing, name, None) for name in FIELDS[Kept(change.subject)]
    }
    if "seats" in now:
        rows = Seat.objects.visible_to(access).filter(appointment=thing)
        now["seats"] = list(rows.values_list("kind", flat=True))
    if "rhythm" in now:
        newest = medicine_card(access, thing.pk).course.rhythms[-1][1]
        now["rhythm"] = rhythm_written(newest)
    return now


def removed_lately(access: Access, key: str = "") -> Page[Removed]:
    """What can be brought back, the last one taken off first; one query a kind of thing."""
    found = [item for kept in GONE for item in _removed(access, kept, key)]
    found.sort(key=lambda item: (item.thing.changed_at, item.thing.pk), reverse=True)
    shown = found[:PAGE_SIZE]
    next_key = key_of(shown[-1].thing, BY_REMOVAL) if len(found) > PAGE_SIZE else ""
    return Page(shown, next_key)


def _removed(access: Access, kept: Kept, key: str) -> list[Removed]:
    rows = THINGS[kept].objects.visible_to(access).filter(GONE[kept], changed_at__gte=_since())
    rows = rows.select_related("changed_by__user").order_by("-changed_at", "-pk")
    rows = after(rows, key, descending=True, order=BY_REMOVAL)
    return [
        Removed(kept, row, access.can(row.section, _level_to_undo(access, row)))
        for row in rows[: PAGE_SIZE + 1]
    ]


def _others_changed_with(
    access: Access, thing: Any, moments: list[datetime]
) -> QuerySet[Change] | None:
    """Changes of others of its series at these moments, which only those made together have in common; None for
    what is in no series."""
    if getattr(thing, "series_id", None) is None:
        return None
    ids = _of_series(access, thing).exclude(pk=thing.pk).values("pk")
    rows: QuerySet[Change] = CHANGES[thing.section].objects.visible_to(access, of=ids)
    return rows.filter(at__in=moments)


def _of_series(access: Access, thing: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = type(thing).objects.visible_to(access).filter(series=thing.series_id)
    return rows.order_by(NUMBER[type(thing)])


def _level_to_undo(access: Access, thing: Any) -> Level:
    """What it takes to undo a change: as much as to edit the thing, also where it was an answer."""
    kept = next(kept for kept, model in THINGS.items() if isinstance(thing, model))
    is_own = thing.author_id in access.own_rows
    if kept == Kept.QUESTION:
        return level_for_question(access, thing)
    if kept == Kept.OUTCOME:
        return Level.TAKE_PART
    if kept in {Kept.TASK, Kept.NEXT_STEP}:
        return rules.level_to_change(is_own=is_own)
    return Level.EDIT


def _since() -> datetime:
    return clock.now() - timedelta(days=rules.UNDO_DAYS)
