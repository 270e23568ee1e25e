"""The words of permissions: roles, sections, levels, audiences (docs/architecture.md, section 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    PATIENT = "patient", _("Patient")
    COORDINATOR = "coordinator", _("Coordinator")
    HELPER = "helper", _("Helper")
    FOLLOWER = "follower", _("Follower")


class Section(models.TextChoices):
    """A part of a circle that is shared or withheld as one."""

    PLAN = "plan", _("Plan")
    MEDICINES = "medicines", _("Medicines")
    TASKS = "tasks", _("Tasks")
    DIARY = "diary", _("Diary")
    DOCUMENTS = "documents", _("Documents")
    UPDATES = "updates", _("News")
    CARD = "card", _("Emergency card")
    PEOPLE = "people", _("People")


class Level(models.IntegerChoices):
    """What a member may do in a section; each level includes the ones before."""

    NONE = 0, _("none")
    SEE = 1, pgettext_lazy("level", "see")
    TAKE_PART = 2, _("take part")
    EDIT = 3, pgettext_lazy("level", "edit")


class Audience(models.TextChoices):
    """Who may see one item inside a section."""

    EVERYONE = "everyone", _("Everyone who can see this part")
    CLOSE = "close", _("Close circle")
    ONLY_ME = "only_me", _("Only me")


class Consent(models.TextChoices):
    """What whoever starts a circle for another says about it."""

    AGREES = "agrees", _("They know about it and agree")
    NOT_YET = "not_yet", _("They do not know about it yet")
    CANNOT = "cannot", _("They cannot be asked at the moment")


class Closing(models.TextChoices):
    """Why a circle was closed."""

    ENDED = "ended", _("It is not needed any more")
    DIED = "died", _("The person it is for has died")


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Action(models.TextChoices):
    """What a receipt says somebody did."""

    READ = "read", _("opened")
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    MOVED = "moved", _("moved")
    CANCELLED = "cancelled", _("cancelled")
    RESTORED = "restored", _("brought back")
    CLAIMED = "claimed", _("took on")
    RELEASED = "released", _("gave back")
    DONE = "done", _("finished")
    REOPENED = "reopened", _("reopened")
    ANSWERED = "answered", _("answered")
    ASKED = "asked", _("asked for help")
    THANKED = "thanked", _("said thank you")
    INVITED = "invited", _("invited")
    TOOK_BACK = "took_back", _("took back an invitation")
    DECLINED = "declined", _("declined an invitation")
    JOINED = "joined", _("joined")
    REMOVED = "removed", _("took out")
    PAUSED = "paused", _("paused")
    RESUMED = "resumed", _("ended the pause")
    CLOSED = "closed", _("closed")
    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("said no to")
    JOINED_OTHER = "joined_other", _("joined with another address than the invited one")
    LEFT = "left", _("left")
