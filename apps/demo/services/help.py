"""The invented family's help board: meals for weeks, a swap that waits for an answer, neighbours, and a thank you."""

from dataclasses import dataclass
from datetime import time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from apps.careplan import services
from apps.careplan.kinds import TaskKind, Unit
from apps.careplan.models import Task, TaskLink
from apps.careplan.rules import Hours, Repeat, Shows, TaskDraft
from apps.careplan.services import Person
from apps.circles.access import Access
from apps.core import clock, zones

ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class Wish:
    """A task ``days`` from today, at some hours or at none."""

    key: str
    author: str
    kind: TaskKind
    title: str
    days: int | None
    notes: str = ""
    begins: time | None = None
    ends: time | None = None
    claimed_by: str = ""
    done: bool = False


WISHES = (
    Wish("vet", "mei", TaskKind.PETS, "Take the cat to the vet", 4, begins=time(10), ends=time(11)),
    Wish("kitchen", "ana", TaskKind.CLEANING, "Clean the kitchen", 2),
    Wish(
        "permit", "ana", TaskKind.PAPERWORK, "Fill in the form for the parking permit", None,
        notes="The form is in the blue folder by the door.",
    ),
    Wish(
        "library", "ana", TaskKind.RIDE, "Drive Mei to the library", 5,
        begins=time(14), ends=time(15), claimed_by="rosa",
    ),
    Wish(
        "evening", "ana", TaskKind.COMPANY, "Keep Mei company while Ana is away", 6,
        notes="She likes to play cards.", begins=time(19), ends=time(21, 30), claimed_by="ana",
    ),
    Wish("bins", "ana", TaskKind.OTHER, "Put the bins out", 1),
    Wish("groceries", "ana", TaskKind.SHOPPING, "Fetch the groceries", -2, claimed_by="jun", done=True),
)  # fmt: skip
MEALS_TAKEN_BY = ("jun", "jun", "rosa")
PAUL = Person("Paul Reed", "", "+447700900112", "en", ZONE)
NIA = Person("Nia Price", "nia@demo.example", "", "en", ZONE)


def build(access: dict[str, Access]) -> None:
    """Everything once; a board that was built before stays as people left it."""
    if Task.objects.visible_to(access["ana"]).filter(pk=_id(WISHES[0].key)).exists():
        return
    for wish in WISHES:
        _wish(access, wish)
    _meals(access)
    _neighbours(access["ana"])
    services.ask_for_task(access["rosa"], _id("library"), access["jun"].membership.pk)
    services.thank_for_task(access["mei"], _id("groceries"))


def _wish(access: dict[str, Access], wish: Wish) -> None:
    draft = _draft(wish.title, wish.kind, wish.days, wish.begins, wish.ends, wish.notes)
    pk = _id(wish.key)
    services.add_task(access[wish.author], task_id=pk, draft=draft)
    if wish.claimed_by:
        services.claim_task(access[wish.claimed_by], pk, knowingly=True)
    if wish.done:
        services.complete_task(access[wish.claimed_by], pk)


def _meals(access: dict[str, Access]) -> None:
    """Every Thursday for six weeks; the first three are taken."""
    today = clock.today(ZONE)
    days = (3 - today.weekday()) % 7 or 7
    draft = _draft("Cook dinner", TaskKind.MEAL, days, time(17, 30), time(19), "For two. Mild.")
    tasks = services.add_series(
        access["ana"], series_id=_id("meals"), draft=draft, repeat=Repeat(Unit.WEEK, 1, 6)
    )
    for task, who in zip(tasks, MEALS_TAKEN_BY, strict=False):
        services.claim_task(access[who], task.pk, knowingly=True)


def _neighbours(ana: Access) -> None:
    """Paul took the bins by link, and Nia, who came second, would help another time."""
    link = services.offer_by_link(ana, _id("bins"), Shows.usual())
    offer = services.find_offer(_token(link))
    if offer:
        services.take_by_link(offer, PAUL)
        services.offer_another_time(offer, NIA)


def _draft(
    title: str,
    kind: TaskKind,
    days: int | None,
    begins: time | None,
    ends: time | None,
    notes: str = "",
) -> TaskDraft:
    day = None if days is None else clock.today(ZONE) + timedelta(days=days)
    hours = None
    if day and begins and ends:
        hours = Hours(zones.moment(day, begins, ZONE), zones.moment(day, ends, ZONE))
    minutes = hours.minutes if hours else kind.habits.minutes
    return TaskDraft(title, notes, day, kind, hours, minutes)


def _token(link: TaskLink) -> str:
    return services.address_of(link).rstrip("/").rpartition("/")[2]


def _id(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"alongside-demo:{key}")
