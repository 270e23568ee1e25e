"""Reads of this room: one's archives, and the rows that go into one."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404

from apps.accounts.models import User
from apps.circles.access import Access, open_all_for_user
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Circle, CircleOwned, Membership
from apps.circles.rules import allows
from apps.circles.selectors import has_patient
from apps.core import clock, portable
from apps.core.portable import Part
from apps.interop.kinds import ArchiveState
from apps.interop.models import Archive

Rows = Iterator[tuple[Part, list[Any]]]
PLANNING = {Role.PATIENT, Role.COORDINATOR}


def archives(owner: User, circle_id: UUID | None = None) -> QuerySet[Archive]:
    """What this person asked for and what became of it, without the contents."""
    mine = Archive.objects.kept(clock.now()).filter(owner=owner, circle=circle_id)
    return mine.defer("content")


def archive_to_fetch(owner: User, archive_id: UUID) -> Archive:
    """A ready archive of this very person. Http404 for anyone else's, once it has expired, and for one of a
    circle that they may take no archive of any more."""
    ready = Archive.objects.kept(clock.now()).filter(owner=owner, state=ArchiveState.READY)
    found = ready.filter(pk=archive_id).first()
    if found is None or (found.circle_id and access_for(found) is None):
        raise Http404
    return found


def access_for(archive: Archive) -> Access | None:
    """Its owner's access to its circle, as far as that still lets them take one out."""
    accesses = open_all_for_user(archive.owner)
    own = [access for access in accesses if access.circle.pk == archive.circle_id]
    return next((access for access in own if may_take_out(access)), None)


def asked_already(owner: User, circle_id: UUID | None) -> Archive | None:
    """The same archive, still being put together."""
    waiting = Archive.objects.filter(owner=owner, circle=circle_id, state=ArchiveState.WAITING)
    return waiting.first()


def asked_since(owner: User, moment: datetime) -> int:
    return Archive.objects.filter(owner=owner, asked_at__gt=moment).count()


def own_rows(user: User) -> Rows:
    """What hangs on the person, and in each circle what they wrote and may still see."""
    for part in portable.own_parts():
        manager = part.model._default_manager  # noqa: SLF001  a documented name of Django's
        yield part, _led(part, manager.filter(**{part.owner: user.pk}).order_by("pk"))
    accesses = open_all_for_user(user)
    written = {pk for access in accesses for pk in access.own_rows}
    for part in written_parts():
        rows = (row for access in accesses for row in _visible(part, access))
        yield part, _led(part, (row for row in rows if row.author_id in written))


def written_parts() -> Iterator[Part]:
    """Kinds of rows that somebody wrote for a circle."""
    return (part for part in portable.circle_parts() if issubclass(part.model, CircleOwned))


def may_take_out(access: Access) -> bool:
    """Whoever may change people. In a closed circle nobody can, so there: whoever could."""
    level = access.levels if not access.circle.is_closed else access.membership.section_levels
    return allows(level, Section.PEOPLE, Level.EDIT)


def require_may_take_out(access: Access) -> None:
    if not may_take_out(access):
        raise PermissionDenied("archive")


def may_erase(access: Access) -> bool:
    """The patient, once it is closed too; while she is not a member, a coordinator who may change people."""
    if access.is_patient or not may_take_out(access):
        return access.is_patient
    return access.membership.role == Role.COORDINATOR and not has_patient(access)


def circle_rows(access: Access) -> Rows:
    """Everything in the circle that this member may see, hidden items left out without a gap."""
    for part in portable.circle_parts():
        yield part, _led(part, _visible(part, access))


def _visible(part: Part, access: Access) -> Iterable[Any]:
    if part.rows is not None:
        return part.rows(access)
    manager: Any = part.model._default_manager  # noqa: SLF001
    rows: QuerySet[Any] = manager.visible_to(access).order_by("created_at", "pk")
    return rows


def _led(part: Part, rows: Iterable[Any]) -> list[Any]:
    """With the rows that its fields lead to, which are asked for once a kind and not once a row."""
    found = list(rows)
    prefetch_related_objects(found, *_leads(part))
    return found


def _leads(part: Part) -> Iterator[str]:
    named = {*part.fields, "author"}
    for field in part.model._meta.concrete_fields:  # noqa: SLF001
        if field.is_relation and field.name in named:
            is_member = field.related_model is Membership
            yield f"{field.name}__user" if is_member else field.name
    if part.owner == "membership__user":
        yield "membership__circle"


def circles_of_patient(user: User) -> list[Access]:
    """The circles that are this person's own."""
    return [access for access in open_all_for_user(user) if access.is_patient]


def circles_left_empty(user: User) -> list[Access]:
    """Circles in which nobody at all would be left, should this person go."""
    accesses = open_all_for_user(user)
    staying = _staying(user, accesses)
    return [access for access in accesses if not staying[access.circle.pk]]


def circles_without_anyone_after(user: User, *, with_own: bool = False) -> list[Access]:
    """Circles in which others would be left, but nobody who may plan, should this person go, perhaps with their
    own circles. What is to be erased anyway is none of them."""
    accesses = [
        access
        for access in open_all_for_user(user)
        if access.circle.erase_at is None
        and access.membership.role in PLANNING
        and not (with_own and access.is_patient)
    ]
    staying = _staying(user, accesses)
    return [
        access
        for access in accesses
        if (others := staying[access.circle.pk]) and not PLANNING & {m.role for m in others}
    ]


def _staying(user: User, accesses: list[Access]) -> dict[UUID, list[Membership]]:
    """Who else has a place in each, now or later, and keeps their account; one query."""
    today = {access.circle.pk: access.today for access in accesses}
    staying: dict[UUID, list[Membership]] = {pk: [] for pk in today}
    rows = Membership.objects.not_taken_back().filter(circle__in=today, user__erase_at=None)
    for member in rows.exclude(user=user):
        if not member.is_over_on(today[member.circle_id]):
            staying[member.circle_id].append(member)
    return staying


def is_empty(circle: Circle) -> bool:
    """Whether nobody has a place there, now or later."""
    today = clock.today(circle.time_zone)
    rows = Membership.objects.not_taken_back().filter(circle=circle)
    return all(member.is_over_on(today) for member in rows)
