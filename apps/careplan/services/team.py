"""Writing the care team: add, edit, take off the list, put back."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.models import TeamMember
from apps.careplan.rules import TeamDraft
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import save_once


@transaction.atomic
def add_team_member(access: Access, *, member_id: UUID, draft: TeamDraft) -> TeamMember:
    access.require(Section.PLAN, Level.EDIT)
    member = TeamMember(pk=member_id, circle=access.circle, author=access.membership)
    _write(member, draft)
    member.full_clean(exclude=["id"])
    mine = TeamMember.objects.visible_to(access).filter(author=access.membership)
    member, is_new = save_once(
        member, mine, lambda row: selectors.draft_of_team_member(row) == draft
    )
    if is_new:
        note_change(access, Action.ADDED, Section.PLAN, "team_member", member.pk)
    return member


@transaction.atomic
def edit_team_member(
    access: Access, *, member_id: UUID, version: int, draft: TeamDraft
) -> TeamMember:
    """Write the draft over the version it was made from; StaleError when somebody changed it since."""
    access.require(Section.PLAN, Level.EDIT)
    member = selectors.locked_team_member(access, member_id)
    if selectors.draft_of_team_member(member) == draft and not member.is_withdrawn:
        return member
    refuse_stale(access, member, version)
    if member.is_withdrawn:
        raise RuleError(_("This entry was taken off the list. Put it back first."))
    _write(member, draft)
    save_change(access, member, clock.now())
    note_change(access, Action.CHANGED, Section.PLAN, "team_member", member.pk)
    return member


@transaction.atomic
def withdraw_team_member(access: Access, member_id: UUID) -> None:
    """Off the list, with undo. Withdrawing twice is withdrawing once."""
    _set_withdrawn(access, member_id, Action.CANCELLED, is_withdrawn=True)


@transaction.atomic
def restore_team_member(access: Access, member_id: UUID) -> None:
    _set_withdrawn(access, member_id, Action.RESTORED, is_withdrawn=False)


def _write(member: TeamMember, draft: TeamDraft) -> None:
    member.name, member.role = draft.name, draft.role
    member.phone, member.extension = draft.phone, draft.extension
    member.hours, member.day_and_night = draft.hours, draft.day_and_night
    member.worries, member.own_worry = sorted(draft.worries), draft.own_worry


def _set_withdrawn(access: Access, member_id: UUID, action: Action, *, is_withdrawn: bool) -> None:
    access.require(Section.PLAN, Level.EDIT)
    member = selectors.locked_team_member(access, member_id)
    if member.is_withdrawn != is_withdrawn:
        member.is_withdrawn = is_withdrawn
        save_change(access, member, clock.now())
        note_change(access, action, Section.PLAN, "team_member", member.pk)
