"""Clocks, wishes or listeners have changed: what people are still owed moves along."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.circles.access import Access, open_all_for_user, open_for_members
from apps.circles.models import Membership
from apps.core import clock
from apps.reminders import registry
from apps.reminders.models import Reminder
from apps.reminders.services.planning import plan
from apps.reminders.services.promising import promise
from apps.reminders.subjects import Occasion, Plan


@transaction.atomic
def replan_for(user: User) -> None:
    """Plan anew whatever is still to come in each of this person's circles, as far as they may see it."""
    for access in open_all_for_user(user):
        _replan([access], access.circle.pk)


@transaction.atomic
def replan_circle(circle_id: UUID) -> None:
    """The same for everyone in a circle; what only one of them may see is planned through their access."""
    members = Membership.objects.filter(circle=circle_id).not_taken_back()
    _replan(open_for_members(members.values_list("pk", flat=True)).values(), circle_id)


def _replan(accesses: Iterable[Access], circle_id: UUID) -> None:
    ahead = _ahead(circle_id)
    for access in accesses:
        for name, ids in ahead.items():
            for due in registry.get(name).plans(access, set(ids)):
                ids.discard(due.subject_id)
                _plan_anew(due)


def _ahead(circle_id: UUID) -> dict[str, set[UUID]]:
    """What anybody there is owed a word of, or was: somebody else may want to hear of it from now on."""
    subjects: dict[str, set[UUID]] = defaultdict(set)
    rows = Reminder.objects.filter(circle=circle_id, expires_at__gt=clock.now())
    for name, subject_id in rows.values_list("subject", "subject_id").distinct():
        subjects[name].add(subject_id)
    return subjects


def _plan_anew(due: Plan) -> None:
    if isinstance(due, Occasion):
        plan(due)
    else:
        promise(due)
