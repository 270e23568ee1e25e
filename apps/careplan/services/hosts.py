"""In whose name is noted what somebody without an account does."""

from django.utils.translation import gettext as _

from apps.circles.access import Access, open_for_member, open_for_members
from apps.circles.kinds import Role
from apps.circles.models import Contact, Membership
from apps.core.errors import RuleError


def host_of(contact: Contact) -> Access:
    """Whoever brought them in, as long as they are here; else who looks after the circle. Raises RuleError."""
    host = find_host(contact)
    if host is None:
        raise RuleError(_("This link does not work any more."))
    return host


def find_host(contact: Contact) -> Access | None:
    """The same; None where nobody looks after the circle any more."""
    author = contact.author_id and open_for_member(contact.author_id)
    if author:
        return author
    rows = Membership.objects.not_taken_back().filter(
        circle=contact.circle_id, role__in=(Role.COORDINATOR, Role.PATIENT)
    )
    return next(iter(open_for_members(rows.values_list("pk", flat=True)).values()), None)
