"""Writing the care team: add, edit, take off the list, put back."""

from uuid import UUID

from django.db import transaction

from apps.careplan import selectors
from apps.careplan.models import TeamMember
from apps.careplan.rules import TeamDraft
from apps.careplan.services.listed import put_on_list, refuse_to_write, save_edit, set_withdrawn
from apps.circles.access import Access
from apps.circles.kinds import Level, Section


@transaction.atomic
def add_team_member(access: Access, *, member_id: UUID, draft: TeamDraft) -> TeamMember:
    access.require(Section.PLAN, Level.EDIT)
    member = TeamMember(pk=member_id, circle=access.circle, author=access.membership)
    _write(member, draft)
    return put_on_list(access, member, lambda row: selectors.draft_of_team_member(row) == draft)[0]


@transaction.atomic
def edit_team_member(
    access: Access, *, member_id: UUID, version: int, draft: TeamDraft
) -> TeamMember:
    """Write the draft over the version it was made from; StaleError when somebody changed it since."""
    member = _locked(access, member_id)
    if selectors.draft_of_team_member(member) == draft and not member.is_withdrawn:
        return member
    refuse_to_write(access, member, version)
    _write(member, draft)
    save_edit(access, member)
    return member


@transaction.atomic
def withdraw_team_member(access: Access, member_id: UUID) -> None:
    """Off the list, with undo. Withdrawing twice is withdrawing once."""
    set_withdrawn(access, _locked(access, member_id), is_withdrawn=True)


@transaction.atomic
def restore_team_member(access: Access, member_id: UUID) -> None:
    set_withdrawn(access, _locked(access, member_id), is_withdrawn=False)


def _locked(access: Access, member_id: UUID) -> TeamMember:
    access.require(Section.PLAN, Level.EDIT)
    return selectors.locked_team_member(access, member_id)


def _write(member: TeamMember, draft: TeamDraft) -> None:
    member.name, member.role = draft.name, draft.role
    member.phone, member.extension = draft.phone, draft.extension
    member.hours, member.day_and_night = draft.hours, draft.day_and_night
    member.worries, member.own_worry = sorted(draft.worries), draft.own_worry
