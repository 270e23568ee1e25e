"""The care team as pages need it: the line open day and night first, and which number for which worry."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from apps.careplan.kinds import Worry
from apps.careplan.models import TeamMember
from apps.careplan.rules import TeamDraft
from apps.circles.access import Access


@dataclass(frozen=True, slots=True)
class WorryLine:
    """A worry, and whom the family was told to call with it."""

    worry: str
    members: list[TeamMember]


@dataclass(frozen=True, slots=True)
class CareTeam:
    lines: list[TeamMember]  # open day and night
    others: list[TeamMember]
    worries: list[WorryLine]

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.others)


def care_team(access: Access) -> CareTeam:
    """One query."""
    members = list(TeamMember.objects.visible_to(access).listed())
    named = [
        WorryLine(str(worry.label), [one for one in members if worry.value in one.worries])
        for worry in Worry
    ]
    own = [WorryLine(one.own_worry, [one]) for one in members if one.own_worry]
    return CareTeam(
        lines=[one for one in members if one.day_and_night],
        others=[one for one in members if not one.day_and_night],
        worries=[line for line in named if line.members] + own,
    )


def team_member(access: Access, member_id: UUID) -> TeamMember:
    """One of them, whoever changed it last in tow. Http404 for any that this access may not see."""
    rows = TeamMember.objects.visible_to(access).select_related("author__user", "changed_by__user")
    row: TeamMember | None = rows.filter(pk=member_id).first()
    if row is None:
        raise Http404
    return row


def locked_team_member(access: Access, member_id: UUID) -> TeamMember:
    """For services: the row, locked until the transaction ends. Http404 as above."""
    rows = TeamMember.objects.visible_to(access).select_for_update(of=("self",))
    row: TeamMember | None = rows.filter(pk=member_id).first()
    if row is None:
        raise Http404
    return row


def draft_of_team_member(row: TeamMember) -> TeamDraft:
    """The entry as it stands, in the shape of what a form sends."""
    return TeamDraft(
        name=row.name,
        role=row.role,
        phone=row.phone,
        extension=row.extension,
        hours=row.hours,
        day_and_night=row.day_and_night,
        worries=frozenset(Worry(worry) for worry in row.worries),
        own_worry=row.own_worry,
    )
