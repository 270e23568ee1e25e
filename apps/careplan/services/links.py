"""Offering one task by link: what it shows is the inviter's to say."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.models import Task, TaskLink
from apps.careplan.rules import Shows
from apps.careplan.services.claims import require_on_the_list, require_open
from apps.careplan.services.tasks import locked_to_change
from apps.careplan.services.tokens import seal
from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.links import whole_address

PURPOSE = "task_link"


@transaction.atomic
def offer_by_link(access: Access, task_id: UUID, shows: Shows) -> TaskLink:
    """A link to send; as long as it opens the task, it stays the same and shows what is ticked now."""
    task = locked_to_change(access, task_id)
    require_on_the_list(task)
    require_open(task)
    if not selectors.is_free(access, task):
        raise RuleError(_("Somebody has this already. A link is for what nobody has."))
    if task.over_at and task.over_at <= clock.now():
        raise RuleError(_("The day has passed. Choose a new one first."))
    known = selectors.task_link(task)
    if known is None:
        _end_link(task)
    link = known or TaskLink(circle=access.circle, author=access.membership, task=task)
    link.sharing = task.sharing
    link.shows_title, link.shows_when, link.shows_notes = shows
    link.full_clean()
    link.save()
    if known is None:
        note_change(access, Action.INVITED, Section.TASKS, "task", task.pk)
    return link


@transaction.atomic
def take_back_link(access: Access, task_id: UUID) -> None:
    """It stops working; whoever took the task by it keeps it. Taking back twice is taking back once."""
    task = locked_to_change(access, task_id)
    if _end_link(task):
        note_change(access, Action.TOOK_BACK, Section.TASKS, "task", task.pk)


def address_of(link: TaskLink) -> str:
    """The whole address to send; it names neither the illness nor anyone."""
    return whole_address("task_link_open", seal(PURPOSE, link.nonce))


def _end_link(task: Task) -> bool:
    """Whether there was one, be it one that opened nothing any more."""
    link = selectors.kept_link(task)
    if link is not None:
        link.taken_back_at = clock.now()
        link.save(update_fields=["taken_back_at"])
    return link is not None
