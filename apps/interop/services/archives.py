"""Putting archives together. What was asked for is a row first, so that no crash and no lost task forgets it."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from celery import current_app
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Membership
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import alike, save_once
from apps.interop import rendering, selectors
from apps.interop.kinds import ArchiveState
from apps.interop.models import Archive
from apps.interop.services.notes import Note, send_note

log = structlog.get_logger(__name__)

MAKE_WAITING = "apps.interop.tasks.make_archives"
KEPT = timedelta(days=7)
FIRST_PAUSE = timedelta(minutes=1)
MAX_ATTEMPTS = 6
A_DAY, MOST_A_DAY = timedelta(days=1), 5


@transaction.atomic
def ask_for_archive(owner: User, *, archive_id: UUID, access: Access | None = None) -> Archive:
    """One archive of what is the owner's, or with an access of that circle. Made by a worker, soon.

    Asked for again while it is being put together, it is the same. Raises RuleError after many in a day.
    """
    if access is not None:
        selectors.require_may_take_out(access)
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if waiting := selectors.asked_already(owner, access.circle.pk if access else None):
        return waiting
    now = clock.now()
    new = Archive(
        pk=archive_id,
        owner=owner,
        circle=access.circle if access else None,
        asked_at=now,
        next_try_at=now,
        expires_at=now + KEPT,
    )
    mine = Archive.objects.filter(owner=owner)
    archive, made = save_once(new, mine, alike(new, "circle_id"))
    if made:
        _require_few(owner)
        if access is not None:
            note_change(access, Action.ADDED, Section.PEOPLE, "archive", archive.pk)
        transaction.on_commit(_wake)
    return archive


def make_waiting() -> int:
    """Make what is waiting, one archive a transaction; two workers never make the same one."""
    tried = 0
    while archive_id := _take_next():
        _make(archive_id)
        tried += 1
    return tried


def forget_archives(_actor: Access, member: Membership) -> None:
    """A place has changed or ended: what was taken of the circle before may hold more than it allows now.

    Locked first, so that one that is just being made is waited for and goes too.
    """
    rows = Archive.objects.filter(owner=member.user_id, circle=member.circle_id)
    found = rows.select_for_update().values_list("pk", "state")
    made = [pk for pk, state in found if state != ArchiveState.WAITING]
    Archive.objects.filter(pk__in=made).delete()


def forget_expired() -> None:
    """Contents and rows go together; a copy in the operator's backups goes with those. What still waits is owed."""
    old = Archive.objects.filter(expires_at__lte=clock.now())
    old.exclude(state=ArchiveState.WAITING).delete()


@transaction.atomic
def _take_next() -> UUID | None:
    """The next that is waiting, its try counted before it begins: one that ends its worker is not first again."""
    rows = Archive.objects.waiting(clock.now()).select_for_update(of=("self",), skip_locked=True)
    archive = rows.select_related("owner", "circle").order_by("next_try_at").first()
    if archive is None:
        return None
    if archive.attempts >= MAX_ATTEMPTS:  # the last try never came back
        _give_up(archive)
        return archive.pk
    archive.next_try_at = clock.now() + FIRST_PAUSE * 2**archive.attempts
    archive.attempts += 1
    archive.save(update_fields=["attempts", "next_try_at"])
    return archive.pk


@transaction.atomic
def _make(archive_id: UUID) -> None:
    rows = Archive.objects.filter(pk=archive_id, state=ArchiveState.WAITING)
    rows = rows.select_for_update(of=("self",), skip_locked=True)
    archive = rows.select_related("owner", "circle").first()
    if archive is None:
        return
    try:
        with transaction.atomic():
            content = _content(archive)
    except Exception:
        # Whatever is wrong with one archive must not stop everyone else's.
        log.exception("archive.failed", archive=str(archive.pk), attempt=archive.attempts)
        if archive.attempts >= MAX_ATTEMPTS:
            _give_up(archive)
        return
    _keep(archive, content)


def _give_up(archive: Archive) -> None:
    """Its page shows it for as long as one that was made, and its owner is told."""
    archive.state, archive.expires_at = ArchiveState.REFUSED, clock.now() + KEPT
    archive.save(update_fields=["state", "expires_at"])
    send_note(archive.owner, Note.ARCHIVE_FAILED, circle=archive.circle)


def _content(archive: Archive) -> bytes | None:
    """The archive in its owner's language and zone; None once they may no longer have it."""
    owner = archive.owner
    with translation.override(owner.language or "en"), timezone.override(ZoneInfo(owner.zone)):
        if archive.circle is None:
            title, rows = _("What is yours in Alongside"), selectors.own_rows(owner)
        else:
            access = selectors.access_for(archive)
            if access is None:
                return None
            title, rows = archive.circle.name, selectors.circle_rows(access)
        return rendering.zipped(title, list(rendering.chapters(rows)), clock.now())


def _keep(archive: Archive, content: bytes | None) -> None:
    now = clock.now()
    archive.made_at, archive.expires_at = now, now + KEPT
    archive.state = ArchiveState.REFUSED if content is None else ArchiveState.READY
    archive.content, archive.size = content, len(content or b"")
    archive.save()
    if content is not None:
        send_note(archive.owner, Note.ARCHIVE_READY, circle=archive.circle)
    log.info("archive.made", archive=str(archive.pk), state=archive.state)


def _require_few(owner: User) -> None:
    if selectors.asked_since(owner, clock.now() - A_DAY) > MOST_A_DAY:
        raise RuleError(
            _(
                "You asked for many archives today. The ones above can be downloaded, and tomorrow you can ask again."
            )
        )


def _wake() -> None:
    """A knock at a worker; when Redis is away the next beat finds the row."""
    try:
        current_app.send_task(MAKE_WAITING, retry=False)
    except OperationalError:
        log.warning("archive.redis_away")
