"""One task for somebody without an account: taken by link, given back, done, and their name removed again.

A link opens what its author may see, as long as they may; what a contact has taken is theirs to give back
whatever became of the link. What they do is noted under whoever offered the task.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Seat, Task, TaskLink
from apps.careplan.rules import Shows, is_narrower
from apps.careplan.services.holding import HOLDING, end_requests, hand_to, save_step
from apps.careplan.services.hosts import find_host, host_of
from apps.careplan.services.links import PURPOSE
from apps.careplan.services.seats import give_back_ahead
from apps.careplan.services.tokens import seal, unseal
from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Contact
from apps.circles.services.receipts import note_from_outside
from apps.core import clock
from apps.core.errors import RuleError


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes it, as they typed it."""

    name: str
    email: str
    phone: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a good link opens: the task, and what of it may be read."""

    link: TaskLink
    task: Task
    host: Access
    is_free: bool

    @property
    def shows(self) -> Shows:
        return _shown_by(self.link, self.task, self.host.today)


@dataclass(frozen=True, slots=True)
class Favour:
    """A task and the contact who took it, still has it, or gave it back."""

    task: Task
    contact: Contact
    shows: Shows
    country: str

    @property
    def is_theirs(self) -> bool:
        return self.task.claimed_contact_id == self.contact.pk

    @property
    def is_open(self) -> bool:
        return self.is_theirs and self.task.status == TaskStatus.OPEN

    @property
    def is_done(self) -> bool:
        return self.is_theirs and self.task.status == TaskStatus.DONE


def find_offer(token: str) -> Offer | None:
    """None for a link that is forged, cut off, taken back, too old, or to something off the list."""
    ids = unseal(PURPOSE, token, 1)
    link = _link(ids[0]) if ids else None
    host = selectors.host_of_link(link) if link else None
    if link is None or host is None:
        return None
    task = selectors.task(host, link.task_id)
    if task.status == TaskStatus.WITHDRAWN or clock.now() >= link.works_until(task):
        return None
    is_free = task.status == TaskStatus.OPEN and selectors.is_free(host, task)
    return Offer(link, task, host, is_free)


@transaction.atomic
def take_by_link(offer: Offer, person: Person) -> str:
    """Take the task; the word of the page where they see it. Raises RuleError when somebody was faster.

    The same person pressing twice has taken it once.
    """
    task = selectors.locked_task(offer.host, offer.task.pk)
    link = _link(offer.link.nonce)
    if link is None or task.status == TaskStatus.WITHDRAWN:
        raise RuleError(_("This is no longer needed. Thank you for offering."))
    if task.claimed_contact and _is_same(task.claimed_contact, person):
        return favour_token(task.pk, task.claimed_contact.pk)
    if task.status == TaskStatus.DONE or not selectors.is_free(offer.host, task):
        raise RuleError(_("Somebody was a moment faster. Thank you for offering."))
    contact = _contact(offer.host, person)
    hand_to(task, None, contact=contact)
    save_step(offer.host, task, Action.CLAIMED, by_link=True)
    end_requests(offer.host, task)
    return favour_token(task.pk, contact.pk)


@transaction.atomic
def offer_another_time(offer: Offer, person: Person) -> None:
    """The family reads that they would help another time."""
    contact = _contact(offer.host, person)
    contact.would_help = True
    contact.save(update_fields=["would_help"])


def find_favour(token: str) -> Favour | None:
    """None for what is forged, or for a contact whose name was removed."""
    ids = unseal("favour", token, 2)
    return favour_of(*ids) if ids else None


def favour_of(task_id: UUID, contact_id: UUID) -> Favour | None:
    """A task and a contact of the same circle."""
    task = Task.objects.select_related("circle").filter(pk=task_id).first()
    contact = Contact.objects.filter(pk=contact_id).first()
    if task is None or contact is None or contact.circle_id != task.circle_id:
        return None
    return Favour(task, contact, _shows(task, contact), task.circle.country)


@transaction.atomic
def give_back_favour(favour: Favour) -> None:
    """Free again. Giving back what is not theirs any more does nothing."""
    task, host = _locked(favour), host_of(favour.contact)
    if task is None:
        return
    if task.status == TaskStatus.DONE:
        raise RuleError(_("This is already done."))
    hand_to(task, None)
    save_step(host, task, Action.RELEASED, by_link=True)


@transaction.atomic
def finish_favour(favour: Favour) -> None:
    """Done; twice is once."""
    task, host = _locked(favour), host_of(favour.contact)
    if task is None:
        raise RuleError(_("This is not with you any more."))
    if task.status == TaskStatus.OPEN:
        task.status, task.done_at = TaskStatus.DONE, clock.now()
        save_step(host, task, Action.DONE, by_link=True)


@transaction.atomic
def reopen_favour(favour: Favour) -> None:
    """Not done after all."""
    task, host = _locked(favour), host_of(favour.contact)
    if task is not None and task.status == TaskStatus.DONE:
        task.status, task.done_at = TaskStatus.OPEN, None
        save_step(host, task, Action.REOPENED, by_link=True)


@transaction.atomic
def forget_contact(favour: Favour) -> None:
    """Their name, number and address go, whoever is left in the circle; what they still had is free again."""
    host = find_host(favour.contact)
    held = Task.objects.filter(claimed_contact=favour.contact).select_for_update(of=("self",))
    for task in held.order_by("pk"):
        if task.status == TaskStatus.OPEN:
            _free(host, task)
    if host is not None:
        give_back_ahead(host, Seat.objects.filter(contact=favour.contact), is_outside=True)
    favour.contact.delete()


def favour_token(task_id: UUID, contact_id: UUID) -> str:
    """What stands in the address of the contact's own page of this task."""
    return seal("favour", task_id, contact_id)


def _free(host: Access | None, task: Task) -> None:
    hand_to(task, None)
    if host is not None:
        save_step(host, task, Action.RELEASED, by_link=True)
    else:  # nobody is left to hear of it
        task.save(update_fields=HOLDING)
        note_from_outside(task.circle, Action.RELEASED, Section.TASKS, "favour", task.pk)


def _shows(task: Task, contact: Contact) -> Shows:
    """What the link they came by shows, as long as the task is theirs."""
    if task.claimed_contact_id != contact.pk or task.status == TaskStatus.WITHDRAWN:
        return Shows.nothing()
    worked = Q(taken_back_at=None) | Q(taken_back_at__gt=task.claimed_at)
    links: QuerySet[TaskLink] = TaskLink.objects.filter(worked, task=task)
    link = links.order_by("created_at").first()
    return _shown_by(link, task, clock.today(task.circle.time_zone)) if link else Shows.least()


def _shown_by(link: TaskLink, task: Task, today: date) -> Shows:
    """What its maker ticked; without words once the task is for fewer people than then."""
    narrowed = is_narrower(task.sharing, link.sharing, today)
    return link.shows.without_words() if narrowed else link.shows


def _link(nonce: UUID) -> TaskLink | None:
    rows: QuerySet[TaskLink] = TaskLink.objects.filter(nonce=nonce, taken_back_at=None)
    return rows.first()


def _contact(host: Access, person: Person) -> Contact:
    """The same name with the same address or number is the same neighbour."""
    rows = Contact.objects.filter(circle=host.circle, email=person.email, phone=person.phone)
    contact: Contact | None = rows.filter(name=person.name).first()
    if contact is None:
        contact = Contact(
            circle=host.circle,
            author=host.membership,
            name=person.name,
            email=person.email,
            phone=person.phone,
        )
    contact.language, contact.time_zone = person.language, person.time_zone
    contact.full_clean()
    contact.save()
    return contact


def _is_same(contact: Contact, person: Person) -> bool:
    known = (contact.name, contact.email, contact.phone)
    return known == (person.name, person.email, person.phone)


def _locked(favour: Favour) -> Task | None:
    """The task, as long as it is with this contact."""
    rows = Task.objects.filter(pk=favour.task.pk, claimed_contact=favour.contact)
    task: Task | None = rows.select_for_update(of=("self",)).first()
    return task
