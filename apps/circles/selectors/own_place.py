"""A member's own place in a circle, in plain words, for themselves."""

from dataclasses import dataclass
from datetime import datetime

from apps.circles.access import Access
from apps.circles.kinds import Action, Level
from apps.circles.models import Invitation, Membership, Receipt
from apps.circles.selectors.people import SHOWN_SECTIONS


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What I may do here by my levels, and who made it so."""

    membership: Membership
    changes: tuple[str, ...]
    takes_part: tuple[str, ...]
    sees: tuple[str, ...]
    not_seen: tuple[str, ...]
    invited_by: str
    changed_by: str
    changed_at: datetime | None


def own_place(access: Access) -> OwnPlace:
    """Open to every member, whatever their levels."""
    me = access.membership
    changed = _last_change(me)
    return OwnPlace(
        membership=me,
        changes=_sections(access, Level.EDIT),
        takes_part=_sections(access, Level.TAKE_PART),
        sees=_sections(access, Level.SEE),
        not_seen=_sections(access, Level.NONE),
        invited_by=_inviter(access),
        changed_by=changed.membership.name if changed and changed.membership else "",
        changed_at=changed.at if changed else None,
    )


def _sections(access: Access, level: Level) -> tuple[str, ...]:
    return tuple(
        str(section.label)
        for section in SHOWN_SECTIONS
        if access.levels.get(section, Level.NONE) == level
    )


def _inviter(access: Access) -> str:
    """Who invited me; for who may not see the circle's people, nothing."""
    rows = Invitation.objects.visible_to(access).filter(accepted_by=access.membership)
    invitation: Invitation | None = rows.select_related("author__user").first()
    return invitation.author.name if invitation and invitation.author else ""


def _last_change(me: Membership) -> Receipt | None:
    rows = Receipt.objects.filter(
        circle=me.circle_id, subject="membership", subject_id=me.pk, action=Action.CHANGED
    )
    return rows.select_related("membership__user").order_by("-at").first()
