"""Closing a circle, gently: what she wished can be read, nothing is sent any more, nobody is locked out."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles import rules, selectors
from apps.circles.access import Access
from apps.circles.kinds import Action, Closing, Role, Section
from apps.circles.models import Circle, Membership
from apps.circles.services.news import send_news
from apps.circles.services.places import lock_own_place
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.errors import RuleError

CLOSED = gettext_lazy("A circle you belong to was closed. What is kept can still be read.")
REOPENED = gettext_lazy("A circle you belong to is open again.")


@transaction.atomic
def set_wishes(access: Access, *, kept: Iterable[Section] | None, closers: Iterable[UUID]) -> None:
    """The patient says what stays readable when the circle is closed, and who besides coordinators may close it."""
    actor = lock_own_place(access)
    if not actor.is_patient:
        raise PermissionDenied("wishes")
    circle = actor.circle
    circle.kept_sections = None if kept is None else [section.value for section in kept]
    circle.save(update_fields=["kept_sections"])
    wanted = set(closers)
    for member in selectors.current_members(actor):
        if member.may_close != (member.pk in wanted):
            member.may_close = member.pk in wanted
            member.save(update_fields=["may_close"])
    note_change(actor, Action.CHANGED, Section.PEOPLE, "wishes", circle.pk)


@transaction.atomic
def close_circle(access: Access, closing: Closing) -> None:
    """At once: no reminder and no prompt goes out from here on. Closing twice is closing once."""
    actor = lock_own_place(access)
    if not selectors.may_close(actor):
        raise PermissionDenied("closing")
    circle = actor.circle
    if circle.is_closed:
        return
    everyone = _to_tell(actor, closing)
    circle.closed_at, circle.closing = clock.now(), closing
    circle.save(update_fields=["closed_at", "closing"])
    note_change(actor, Action.CLOSED, Section.PEOPLE, "circle", circle.pk)
    for member in everyone:
        send_news(member, CLOSED)


@transaction.atomic
def reopen_circle(access: Access) -> None:
    """It was a slip, or somebody closed what was not theirs to close. All is as it was before."""
    actor = lock_own_place(access)
    circle: Circle = actor.circle
    if circle.closed_at is None:
        return
    if not selectors.may_reopen(actor):
        raise RuleError(_("This circle can no longer be opened again."))
    died, circle.closed_at, circle.closing = circle.closing, None, ""
    circle.save(update_fields=["closed_at", "closing"])
    note_change(actor, Action.REOPENED, Section.PEOPLE, "circle", circle.pk)
    for member in _to_tell(actor, Closing(died)):
        send_news(member, REOPENED)


def _to_tell(actor: Access, closing: Closing) -> list[Membership]:
    return [
        member
        for member in selectors.current_members(actor)
        if not actor.is_mine(member.pk)
        and (member.role != Role.PATIENT or rules.tells_the_patient(closing))
    ]
