"""Who has a task, as a reminder reaches them: a member with today's access, or a contact with a page of their own."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from apps.careplan import selectors, services
from apps.careplan.models import Task
from apps.circles.access import Access, open_for_member
from apps.reminders.selectors import listeners
from apps.reminders.subjects import Ask


@dataclass(frozen=True, slots=True)
class Holder:
    """The task and its reader; one of both doors."""

    task: Task
    has_it: bool
    hears_for_patient: bool = False  # it is hers, and they get her messages
    access: Access | None = None
    favour: services.Favour | None = None

    @property
    def is_told(self) -> bool:
        return self.has_it or self.hears_for_patient

    @property
    def title(self) -> str:
        """What a reader who allows more may be told."""
        shown = self.favour is None or self.favour.shows.title
        return self.task.title if shown else ""

    @property
    def path(self) -> str:
        if self.favour is None:
            return self.task.get_absolute_url()
        token = services.favour_token(self.task.pk, self.favour.contact.pk)
        return reverse("favour", args=[token])

    def finish(self) -> None:
        if self.access is not None:
            services.complete_task(self.access, self.task.pk)
        elif self.favour is not None:
            services.finish_favour(self.favour)

    def give_back(self) -> None:
        if not self.has_it:
            return
        if self.access is not None:
            services.release_task(self.access, self.task.pk)
        elif self.favour is not None:
            services.give_back_favour(self.favour)


def holder_of(ask: Ask) -> Holder | None:
    """None when they may not know of the task any more."""
    if ask.contact_id is not None:
        favour = services.favour_of(ask.subject_id, ask.contact_id)
        return Holder(favour.task, favour.is_theirs, favour=favour) if favour else None
    access = open_for_member(ask.membership_id) if ask.membership_id else None
    if access is None:
        return None
    try:
        task = selectors.task(access, ask.subject_id)
    except Http404:
        return None
    is_hers = task.claimed_by is not None and task.claimed_by.is_patient
    mine = selectors.is_held_by(access, task)
    for_patient = is_hers and not mine and _gets_the_patients(access)
    return Holder(task, mine, for_patient, access=access)


def _gets_the_patients(access: Access) -> bool:
    return access.membership.pk in listeners([access.circle.pk]).for_patient
