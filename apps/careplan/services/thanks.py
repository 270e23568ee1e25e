"""Saying thank you for what somebody did."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import TaskThanks
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core.errors import RuleError


@transaction.atomic
def thank_for_task(access: Access, task_id: UUID) -> None:
    """Once a person: by the patient, and by who may edit. Thanking twice is thanking once."""
    access.require(Section.TASKS, Level.SEE if access.is_patient else Level.EDIT)
    task = selectors.locked_task(access, task_id)
    if task.status != TaskStatus.DONE:
        raise RuleError(_("This is not done yet."))
    if task.done_by_id in access.own_rows:
        raise RuleError(_("You did this yourself. Well done."))
    thanks = TaskThanks(
        circle=access.circle, author=access.membership, audience=task.audience, task=task
    )
    mine = TaskThanks.objects.visible_to(access, among=[task]).filter(author=access.membership)
    if mine.exists():
        return
    thanks.full_clean()
    thanks.save(force_insert=True)
    note_change(access, Action.THANKED, Section.TASKS, "task", task.pk)
