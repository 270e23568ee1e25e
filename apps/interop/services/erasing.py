"""Erasing an account or a circle: asked for, kept back for a while in which it can be stopped, then really done.

Rows are deleted, not marked. What a person wrote for a circle stays there without their name; what was theirs goes.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.accounts.services import end_sessions
from apps.circles.access import Access, open_all_for_user
from apps.circles.kinds import Action, Audience, Section
from apps.circles.models import Circle, Membership
from apps.circles.selectors import current_members, has_patient
from apps.circles.services import forget_invited, note_change
from apps.core import clock, portable
from apps.core.errors import RuleError
from apps.interop import selectors
from apps.interop.services.notes import Note, send_note

log = structlog.get_logger(__name__)

TIME_TO_THINK = timedelta(days=14)
BATCH = 50


@transaction.atomic
def ask_to_erase_account(user: User, *, with_own_circles: bool) -> None:
    """The account goes in two weeks. With ``with_own_circles`` the circles in which they are the patient go too.

    So do those in which nobody is left. Raises RuleError while others would be left with nobody who may plan.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.erase_at is not None:
        return
    if left_alone := selectors.circles_without_anyone_after(locked, with_own=with_own_circles):
        raise RuleError(
            _("%(circle)s would be left with nobody who can plan. Hand it over or erase it first.")
            % {"circle": left_alone[0].circle.name}
        )
    locked.erase_at = clock.now() + TIME_TO_THINK
    locked.save(update_fields=["erase_at"])
    if with_own_circles:
        for access in selectors.circles_of_patient(locked):
            _let_go(access, locked.erase_at, erase_with=locked)
    send_note(locked, Note.ACCOUNT_GOES, locked.erase_at)


@transaction.atomic
def keep_account(user: User) -> None:
    """Nothing goes after all, nor do the circles that were to go with the account."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.erase_at is None:
        return
    _stay(locked, Note.ACCOUNT_STAYS)


def require_may_erase(access: Access) -> None:
    """Raises PermissionDenied, or the RuleError that says whose it is to say."""
    selectors.require_may_take_out(access)
    if selectors.may_erase(access):
        return
    if has_patient(access):
        raise RuleError(_("Only %(name)s can do this.") % {"name": access.circle.patient_name})
    raise RuleError(_("Only somebody who coordinates here can do this."))


@transaction.atomic
def ask_to_erase_circle(access: Access) -> None:
    """The circle goes in two weeks with everything in it. Everyone in it is told, and can take theirs out."""
    require_may_erase(access)
    _let_go(access, clock.now() + TIME_TO_THINK)


@transaction.atomic
def keep_circle(access: Access) -> None:
    require_may_erase(access)
    _keep(access)


def erase_due() -> None:
    """Whatever's time to think is over, each in a transaction of its own; run again, it goes on where it stopped."""
    now = clock.now()
    alone = Circle.objects.filter(erase_at__lte=now, erase_with=None).order_by("erase_at")
    users = User.objects.filter(erase_at__lte=now).order_by("erase_at")
    for circle_id in alone.values_list("pk", flat=True)[:BATCH]:
        _try(_erase_circle, circle_id)
    for user_id in users.values_list("pk", flat=True)[:BATCH]:
        _try(_erase_account, user_id)


def _try(erase: Callable[[Any], None], pk: UUID | int) -> None:
    """Whatever is wrong with one must not keep everyone else's. It is tried again with the next beat."""
    try:
        erase(pk)
    except Exception:
        log.exception("erasing.failed", of=str(pk))


@transaction.atomic
def _erase_circle(circle_id: UUID) -> None:
    rows = Circle.objects.select_for_update().filter(pk=circle_id, erase_with=None)
    circle = rows.first()
    if circle is None or circle.erase_at is None or circle.erase_at > clock.now():
        return
    _erase(circle)


@transaction.atomic
def _erase_account(user_id: int) -> None:
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None or user.erase_at is None or user.erase_at > clock.now():
        return
    if selectors.circles_without_anyone_after(user):  # who else planned there left meanwhile
        _stay(user, Note.ACCOUNT_NEEDED)
        return
    circles = [access.circle.pk for access in open_all_for_user(user)]
    _erase_with(user)
    _erase_own(user)
    _erase_empty(circles)
    send_note(user, Note.ACCOUNT_GONE)
    user.delete()
    log.info("account.erased", account=user_id)


def _stay(user: User, note: Note) -> None:
    """The account stays, and the circles that were to go with it."""
    for access in selectors.circles_of_patient(user):
        if access.circle.erase_with_id == user.pk:
            _keep(access)
    user.erase_at = None
    user.save(update_fields=["erase_at"])
    send_note(user, note)


def _erase_with(user: User) -> None:
    """The circles that were to go with the account and with nothing else."""
    for circle in Circle.objects.select_for_update().filter(erase_with=user).order_by("pk"):
        _erase(circle)


def _erase_own(user: User) -> None:
    """What only they saw, what hangs on them, their places, and their sessions, which hold their address."""
    for part in selectors.written_parts():
        manager = part.model._default_manager  # noqa: SLF001  a documented name of Django's
        manager.filter(author__user=user, audience=Audience.ONLY_ME).delete()
    for part in portable.own_parts():
        if part.model not in {User, Membership}:
            part.model._default_manager.filter(**{part.owner: user.pk}).delete()  # noqa: SLF001
    forget_invited(user)
    Membership.objects.filter(user=user).delete()
    end_sessions(user)


def _erase_empty(circle_ids: Iterable[UUID]) -> None:
    """Locked first, so that of the last two who go at once the second sees that nobody is left."""
    for circle in Circle.objects.select_for_update().filter(pk__in=circle_ids).order_by("pk"):
        if selectors.is_empty(circle):
            _erase(circle)


def _erase(circle: Circle) -> None:
    circle_id = circle.pk  # which deleting takes from it
    circle.delete()
    log.info("circle.erased", circle=str(circle_id))


def _let_go(access: Access, at: datetime, erase_with: User | None = None) -> None:
    """One that was to go already goes when it was to go, and not with the account."""
    circle = _lock(access.circle)
    if circle.erase_at is not None:
        return
    circle.erase_at, circle.erase_with = at, erase_with
    circle.save(update_fields=["erase_at", "erase_with"])
    note_change(access, Action.CANCELLED, Section.PEOPLE, "circle", circle.pk)
    _tell_others(access, Note.CIRCLE_GOES, at)


def _keep(access: Access) -> None:
    circle = _lock(access.circle)
    if circle.erase_at is None:
        return
    circle.erase_at, circle.erase_with = None, None
    circle.save(update_fields=["erase_at", "erase_with"])
    note_change(access, Action.RESTORED, Section.PEOPLE, "circle", circle.pk)
    _tell_others(access, Note.CIRCLE_STAYS)


def _tell_others(access: Access, note: Note, when: datetime | None = None) -> None:
    for member in current_members(access):
        if not access.is_mine(member.pk):
            send_note(member.user, note, when)


def _lock(circle: Circle) -> Circle:
    return Circle.objects.select_for_update().get(pk=circle.pk)
