"""Who has a task: a member, for as long as they are in the circle, a contact, or nobody."""

from django.utils.translation import gettext as _

from apps.careplan import rules
from apps.careplan.models import Task
from apps.careplan.selectors.members import is_still_here
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Contact, Membership


def claimer_of(access: Access, row: Task) -> Membership | None:
    """Who has the task, as long as they are in the circle."""
    return row.claimed_by if row.claimed_by and is_still_here(access, row.claimed_by) else None


def is_free(access: Access, row: Task) -> bool:
    """Whether anybody may take it."""
    return claimer_of(access, row) is None and row.claimed_contact_id is None


def is_held_by(access: Access, row: Task) -> bool:
    """Whether the reader has it."""
    claimer = claimer_of(access, row)
    return claimer is not None and access.is_mine(claimer.pk)


def holder_name(access: Access, row: Task) -> str:
    """Who has it, in the reader's words; nothing when nobody has."""
    claimer = claimer_of(access, row)
    if claimer is not None:
        return claimer.name
    return contact_name(access, row.claimed_contact) if row.claimed_contact else ""


def contact_name(access: Access, contact: Contact) -> str:
    """Contacts are known to who sees the people of the circle."""
    if access.can(Section.PEOPLE, Level.SEE):
        return contact.name
    return _("Somebody from outside")


def is_party(access: Access, row: Task) -> bool:
    """Whether this person wrote the task, took it on or finished it."""
    return not access.own_rows.isdisjoint({row.author_id, row.claimed_by_id, row.done_by_id})


def may_change(access: Access, row: Task) -> bool:
    """Whether the reader may edit it: their own, or with *edit* anyone's."""
    is_own = row.author_id in access.own_rows
    return access.can(Section.TASKS, rules.level_to_change(is_own=is_own))
