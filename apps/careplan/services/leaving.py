"""Whoever leaves the circle gives back what they had taken on, so that others see it is free again."""

from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Seat, Task
from apps.careplan.services.holding import end_requests, hand_to, save_step
from apps.careplan.services.seats import give_back_ahead
from apps.circles.access import Access
from apps.circles.kinds import Action


def give_everything_back(access: Access) -> None:
    """Their open tasks and their seats in what is still ahead, whatever they may see by now."""
    mine = Task.objects.filter(claimed_by=access.membership, status=TaskStatus.OPEN)
    for task in mine.select_for_update(of=("self",)).order_by("pk"):
        hand_to(task, None)
        save_step(access, task, Action.RELEASED)
        end_requests(access, task)
    give_back_ahead(access, Seat.objects.filter(holder=access.membership))
