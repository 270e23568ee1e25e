"""Who may see one item: what a person may say about it, and whether another member sees it."""

from apps.circles import rules
from apps.circles.access import Access
from apps.circles.kinds import Level
from apps.circles.models import CircleOwned, Membership
from apps.circles.rules import SharingOffer


def sharing_offer(
    access: Access, model: type[CircleOwned], row: CircleOwned | None = None
) -> SharingOffer:
    """What this person may say about who sees ``row``; without one: a new row, which is theirs."""
    return rules.sharing_offer(
        is_author=row is None or row.author_id in access.own_rows,
        is_patient=access.is_patient,
        patient_sees_all=model.patient_sees_all,
    )


def will_see(row: CircleOwned, member: Membership) -> bool:
    """Whether this member may see the row, or will on the day it is no longer held."""
    return member.section_levels.get(row.section, Level.NONE) >= Level.SEE and rules.may_see_item(
        row.sharing.audience, is_close=member.is_close, is_author=_may_not_be_hidden(row, member)
    )


def _may_not_be_hidden(row: CircleOwned, member: Membership) -> bool:
    return row.author_id == member.pk or (row.patient_sees_all and member.is_patient)
