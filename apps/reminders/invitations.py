"""Invitations about to end without having been used: whoever invited hears of it two days before."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Level, Section
from apps.circles.models import Invitation
from apps.circles.services.answering import is_open
from apps.reminders import services
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.rules import DAY
from apps.reminders.subjects import Ask, Message, Owed, Promise, Unanswered, link_is_over

SUBJECT = "invitation"
BEFORE = 2 * DAY


def plan_reminder(invitation: Invitation) -> None:
    """In the transaction of every change of an invitation."""
    services.promise(_promise(invitation))


class InvitationSubject(Unanswered):
    """Invitations, as this room asks about them."""

    name = SUBJECT
    is_visit = False

    def skip_reason(self, ask: Ask) -> str | None:
        found = _find(ask)
        if found is None:
            return "no_access"
        _access, invitation = found
        if _occurrence(invitation) != ask.occurrence:
            return "moved"
        return None if is_open(invitation) else "not_wanted"

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Promise]:
        rows = Invitation.objects.visible_to(access).filter(pk__in=ids)
        return _promises(rows.order_by("pk").select_for_update(of=("self",)))

    def message(self, ask: Ask) -> Message:
        found = _find(ask)
        if found is None:
            raise link_is_over()
        access, invitation = found
        ends = date_format(timezone.localtime(invitation.expires_at), "l j F")
        return Message(
            subject=_("An invitation ends on %(day)s") % {"day": ends},
            lines=(
                _("Somebody you invited has not joined yet. The link works until %(day)s.")
                % {"day": ends},
                _("You can send a new one, or take it back."),
            ),
            full_lines=(
                _("%(name)s has not joined yet. The link works until %(day)s.")
                % {"name": invitation.name, "day": ends},
                _("You can send a new one, or take it back."),
            ),
            link=reverse("circle_people", args=[access.circle.pk]),
            link_label=_("See your invitations"),
        )


def _promises(invitations: Iterable[Invitation]) -> Iterator[Promise]:
    for invitation in invitations:
        yield _promise(invitation)


def _promise(invitation: Invitation) -> Promise:
    owed: tuple[Owed, ...] = ()
    if invitation.author_id and is_open(invitation):
        due = invitation.expires_at - timedelta(minutes=BEFORE)
        author, ends = Recipient.member(invitation.author_id), invitation.expires_at
        owed = (Owed(author, Kind.DUE, due, useful_until=ends, offset=BEFORE),)
    return Promise(SUBJECT, invitation.pk, invitation.circle_id, _occurrence(invitation), owed=owed)


def _occurrence(invitation: Invitation) -> int:
    """A renewed link ends on another day, so it is told of again."""
    return invitation.expires_at.date().toordinal()


def _find(ask: Ask) -> tuple[Access, Invitation] | None:
    access = open_for_member(ask.membership_id) if ask.membership_id else None
    if access is None or not access.can(Section.PEOPLE, Level.EDIT):
        return None
    invitation: Invitation | None = (
        Invitation.objects.visible_to(access).filter(pk=ask.subject_id).first()
    )
    return (access, invitation) if invitation else None
