"""Whoever leaves the circle gives back what they had taken on, so that others see it is free again."""

from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Appointment, Seat, Task
from apps.careplan.services.holding import end_requests, hand_to, save_step
from apps.careplan.services.planning import plan_reminders
from apps.careplan.services.seats import give
from apps.circles.access import Access
from apps.circles.kinds import Action
from apps.core import clock


def give_everything_back(access: Access) -> None:
    """Their open tasks and their seats in what is still ahead, whatever they may see by now."""
    _give_tasks_back(access)
    seats = Seat.objects.filter(holder=access.membership)
    ahead = Appointment.objects.filter(pk__in=seats.values("appointment")).upcoming(clock.now())
    for appointment in ahead.select_for_update(of=("self",)).order_by("pk"):
        _give_seats_back(access, appointment)


def _give_tasks_back(access: Access) -> None:
    mine = Task.objects.filter(claimed_by=access.membership, status=TaskStatus.OPEN)
    for task in mine.select_for_update(of=("self",)).order_by("pk"):
        hand_to(task, None)
        save_step(access, task, Action.RELEASED)
        end_requests(access, task)


def _give_seats_back(access: Access, appointment: Appointment) -> None:
    for seat in Seat.objects.filter(appointment=appointment, holder=access.membership):
        give(access, seat, Action.RELEASED)
    plan_reminders(access, appointment)
