"""What somebody is told when what they had taken on was taken off them: kindly, and that there is nothing to do."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from apps.careplan.kinds import TaskStatus
from apps.careplan.reminding.found import find
from apps.careplan.reminding.holders import holder_of
from apps.careplan.reminding.tasks import task_day
from apps.careplan.reminding.words import day_and_time, full, patients_name
from apps.careplan.services.freeing import FOR_ANOTHER, FREED_SEAT, FREED_TASK
from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.core import clock
from apps.reminders.subjects import Ask, Message, Plan, Unanswered, link_is_over


class _Freed(Unanswered):
    """News that nothing later changes, unless they have it again."""

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Plan]:
        return ()


class FreedTaskSubject(_Freed):
    name = FREED_TASK
    is_visit = False
    section = Section.TASKS

    def author(self, ask: Ask) -> UUID | None:
        holder = holder_of(ask)
        return holder.task.author_id if holder else None

    def skip_reason(self, ask: Ask) -> str | None:
        holder = holder_of(ask)
        if holder is None:
            return "no_access"
        is_news = not holder.has_it and holder.task.status == TaskStatus.OPEN
        return None if is_news else "not_wanted"

    def message(self, ask: Ask) -> Message:
        holder = holder_of(ask)
        if holder is None:
            raise link_is_over()
        values = {"when": task_day(holder.task)}
        subject = _("Not with you any more: %(when)s") % values
        line = _("What you had taken on (%(when)s) is not with you any more.") % values
        thanks = _("There is nothing to do. Thank you for offering.")
        if ask.offset == FOR_ANOTHER:
            values["name"] = patients_name(holder.task.circle)
            subject = _("Not with %(name)s any more: %(when)s") % values
            line = (
                _("What %(name)s had taken on (%(when)s) is not with %(name)s any more.") % values
            )
            thanks = _("There is nothing to do.")
        return Message(
            subject=subject,
            lines=(line, thanks),
            full_lines=(full(holder.title, line), thanks) if holder.title else (),
            link=holder.path,
            link_label=_("See what it is"),
        )


class FreedSeatSubject(_Freed):
    name = FREED_SEAT
    is_visit = True
    section = Section.PLAN

    def author(self, ask: Ask) -> UUID | None:
        found = find(ask)
        return found.appointment.author_id if found else None

    def skip_reason(self, ask: Ask) -> str | None:
        found = find(ask)
        if found is None:
            return "no_access"
        if found.appointment.is_cancelled:
            return "cancelled"
        if not found.appointment.is_ahead(clock.now()):
            return "past"
        return "not_wanted" if found.seats else None

    def message(self, ask: Ask) -> Message:
        found = find(ask)
        if found is None:
            raise link_is_over()
        values = {"when": day_and_time(found.appointment.when)}
        line = _("Your place on %(when)s is free again, so you need not come.") % values
        thanks = _("There is nothing to do. Thank you for offering.")
        return Message(
            subject=_("You need not come: %(when)s") % values,
            lines=(line, thanks),
            full_lines=(full(found.appointment.name, line), thanks) if found.access else (),
            link=found.path,
            link_label=_("See it in the plan"),
        )
