"""Setting who may see an item, on behalf of the room whose item it is."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from apps.circles import selectors
from apps.circles.access import Access
from apps.circles.models import CircleOwned, Membership
from apps.circles.rules import Sharing
from apps.core.errors import RuleError


def share(
    access: Access, row: CircleOwned, sharing: Sharing, *, busy: Iterable[Membership] = ()
) -> None:
    """Set it on a row that the caller then saves. ``busy`` are who has taken something on with it.

    Raises RuleError where this person has no say in it, or where somebody busy would lose sight of it.
    """
    if sharing == row.sharing:
        return
    offer = selectors.sharing_offer(access, type(row), row)
    holds = sharing.held_until != row.held_until
    if sharing.audience not in offer.audiences or (holds and not offer.may_hold):
        raise RuleError(_("Who may see this is for the person who wrote it to say."))
    row.sharing = sharing
    for member in busy:
        if sharing.is_held(access.today) or not selectors.will_see(row, member):
            raise RuleError(
                _("%(name)s has taken this on and could not see it any more. Free it first.")
                % {"name": member.name}
            )
