"""A person's clock or quiet hours have changed: what they are still owed moves along."""

from collections import defaultdict
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.circles.access import open_all_for_user
from apps.reminders import registry
from apps.reminders.models import Reminder
from apps.reminders.services.planning import plan
from apps.reminders.services.promising import promise
from apps.reminders.subjects import Occasion, Plan


@transaction.atomic
def replan_for(user: User) -> None:
    """Plan anew whatever this person is owed a reminder of, in each of their circles."""
    for access in open_all_for_user(user):
        owed = Reminder.objects.open().filter(membership=access.membership)
        subjects: dict[str, set[UUID]] = defaultdict(set)
        for name, subject_id in owed.values_list("subject", "subject_id").distinct():
            subjects[name].add(subject_id)
        for name, ids in subjects.items():
            for due in registry.get(name).plans(access, ids):
                _plan_anew(due)


def _plan_anew(due: Plan) -> None:
    if isinstance(due, Occasion):
        plan(due)
    else:
        promise(due)
