"""Who opened or changed what, in plain words: for the patient alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.circles import subjects, wording
from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Membership, Receipt

PAGE_SIZE = 50
ON_THE_CARD = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody did, as a sentence, and when."""

    at: datetime
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of lines, and the key that the next is asked for with."""

    lines: list[Line]
    next_key: str

    @property
    def days(self) -> list[list[Line]]:
        """The lines of one day together, on the reader's clock."""
        by_day = groupby(self.lines, key=lambda line: timezone.localtime(line.at).date())
        return [list(lines) for _day, lines in by_day]


Titles = Mapping[tuple[str, UUID], str | None]  # None: there, and not hers to see


def may_read_receipts(access: Access) -> bool:
    """Who looked is for the patient to read, and for nobody else: not for those it tells of."""
    return access.is_patient


def who_looked(access: Access, *, member: UUID | None = None, key: str = "") -> Looked:
    """The newest first; without a member, of everybody else. The number of queries does not depend on how much
    there is."""
    _require(access)
    places = Membership.objects.filter(circle=access.circle)
    person = places.filter(pk=member or access.membership.pk).values("user")
    theirs = Q(membership__in=places.filter(user__in=person))  # all they have had
    rows = Receipt.objects.filter(theirs if member else ~theirs, circle=access.circle)
    shown = list(islice(_lines(access, rows, key), PAGE_SIZE + 1))
    next_key = _key(shown[PAGE_SIZE - 1][0]) if len(shown) > PAGE_SIZE else ""
    return Looked([line for _row, line in shown[:PAGE_SIZE]], next_key)


def lately(access: Access) -> list[Line]:
    """For the card on the circle's page: what others did last."""
    _require(access)
    rows = Receipt.objects.filter(circle=access.circle).exclude(membership=access.membership)
    return [line for _row, line in islice(_lines(access, rows, ""), ON_THE_CARD)]


def everyone_who_was_here(access: Access) -> list[Membership]:
    """For the filter: members of now and of before, by name; each once, whatever places they have had."""
    _require(access)
    rows = Membership.objects.filter(circle=access.circle).select_related("user")
    found = {row.user_id: row for row in rows.order_by("created_at", "pk")}
    return sorted(found.values(), key=lambda row: (row.name.casefold(), row.created_at, row.pk))


def _require(access: Access) -> None:
    if not may_read_receipts(access):
        raise PermissionDenied


def _lines(access: Access, rows: QuerySet[Receipt], key: str) -> Iterator[tuple[Receipt, Line]]:
    """From a key on; rows about what she may not see are passed over, and more is read in their place."""
    rows = rows.select_related("membership__user").order_by("-at", "-pk")
    while True:
        found = list(_after(rows, key)[: PAGE_SIZE + 1])
        titles = _titles(access, found)
        for row in found:
            if line := _line(row, titles):
                yield row, line
        if len(found) <= PAGE_SIZE:
            return
        key = _key(found[-1])


def _after(rows: QuerySet[Receipt], key: str) -> QuerySet[Receipt]:
    """The rows behind a key. A key nobody made gives the first page."""
    moment, _tilde, pk = key.partition("~")
    try:
        at, number = datetime.fromisoformat(moment).astimezone(UTC), int(pk)
    except (ValueError, OverflowError):
        return rows
    return rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=number), at__lte=at)


def _key(row: Receipt) -> str:
    return f"{row.at.isoformat()}~{row.pk}"


def _titles(access: Access, rows: Iterable[Receipt]) -> Titles:
    """How the things of these rows are called; two queries, however many kinds there are."""
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        if row.subject_id is not None:
            wanted.setdefault(row.subject, set()).add(row.subject_id)
    kinds = [(subject, wanted[name]) for name in wanted if (subject := subjects.get(name))]
    titles: dict[tuple[str, UUID], str | None] = {}
    for name, pk, *_fields in _at_once(subject.there(ids) for subject, ids in kinds):
        titles[name, pk] = None
    of_name = {subject.name: subject for subject, _ids in kinds}
    for name, pk, *fields in _at_once(subject.shown(access, ids) for subject, ids in kinds):
        titles[name, pk] = of_name[name].title_of(fields)
    return titles


def _at_once(parts: Iterable[QuerySet[Any, Any]]) -> Iterable[Any]:
    """The rows of all of them, in one query."""
    first, *others = [*parts] or [Receipt.objects.none()]
    return first.union(*others, all=True) if others else first


def _line(row: Receipt, titles: Titles) -> Line | None:
    """None for what is not hers to see: nothing may tell that it is there."""
    name = row.membership.name if row.membership else _("Someone")
    subject, thing = subjects.get(row.subject), ""
    if row.subject_id is not None:
        title = titles.get((row.subject, row.subject_id), "")
        if title is None:
            return None
        noun = str(subject.noun) if subject else _("something")
        is_person = subject is not None and subject.is_person
        named = title if is_person else _("“%(title)s”") % {"title": title}
        thing = named if title else noun
    section = str(Section(row.section).label)
    words = subject.words if subject else {}
    return Line(row.at, wording.did(Action(row.action), name, thing, section, words), name)
