"""The words of tasks: what kind of help it is, and how a task stands."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds.seats import Words


class TaskKind(models.TextChoices):
    """What kind of help. A kind added later brings its habits below."""

    MEAL = "meal", _("A meal")
    RIDE = "ride", _("A ride")
    SHOPPING = "shopping", _("Shopping")
    CLEANING = "cleaning", _("Cleaning")
    CHILDREN = "children", _("Child care")
    PETS = "pets", _("Pets")
    COMPANY = "company", _("Company")
    PAPERWORK = "paperwork", _("Paperwork")
    PHARMACY = "pharmacy", _("Medicine pick-up")
    OTHER = "other", _("Something else")

    @property
    def habits(self) -> "TaskHabits":
        return _HABITS[self]


class TaskHabits(NamedTuple):
    """What goes without saying for a kind: its picture, a title, how many minutes it takes (None: nobody
    can say), and what it is called to somebody outside the circle: never anything about health."""

    icon: str
    title: Words
    minutes: int | None
    outside: Words


_HABITS = {
    TaskKind.MEAL: TaskHabits("utensils", _("Cook a meal"), 90, _("A meal")),
    TaskKind.RIDE: TaskHabits("car", _("Drive"), 60, _("A ride")),
    TaskKind.SHOPPING: TaskHabits("shopping-cart", _("Go shopping"), 60, _("Shopping")),
    TaskKind.CLEANING: TaskHabits("spray-can", _("Clean the flat"), 120, _("Cleaning")),
    TaskKind.CHILDREN: TaskHabits("baby", _("Look after the children"), 120, _("Child care")),
    TaskKind.PETS: TaskHabits("paw-print", _("Look after the pets"), 30, _("Pets")),
    TaskKind.COMPANY: TaskHabits("coffee", _("Keep company"), 120, _("Company")),
    TaskKind.PAPERWORK: TaskHabits("file-text", _("Help with papers"), 60, _("Paperwork")),
    TaskKind.PHARMACY: TaskHabits("shopping-bag", _("Fetch the medicines"), 30, _("An errand")),
    TaskKind.OTHER: TaskHabits("hand-helping", "", None, _("Something to do")),
}


class TaskStatus(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TaskGroup(models.TextChoices):
    """Who has a task, as the board tells it to one reader."""

    MINE = "mine", _("Yours")
    FREE = "free", _("Nobody has these yet")
    TAKEN = "taken", _("Others have these")
    DONE = "done", _("Done lately")


class RequestStatus(models.TextChoices):
    """How asking somebody to take a task stands."""

    PENDING = "pending", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Yes")
    REFUSED = "refused", _("Not this time")
    TAKEN_BACK = "taken_back", _("No longer asked")
