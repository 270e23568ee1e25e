"""Questions as pages and services need them, always through ``visible_to``."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Max, Q, QuerySet
from django.http import Http404

from apps.careplan import rules
from apps.careplan.kinds import AppointmentKind, QuestionStatus
from apps.careplan.models import Appointment, Question, Task
from apps.careplan.models.questions import QuestionQuerySet
from apps.careplan.rules import QuestionDraft
from apps.careplan.selectors.outcomes import is_visible
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.core import clock

ANSWERED_SHOWN = 20
VISITS_OFFERED = 12
WITH_PEOPLE = ("author__user", "answered_by__user", "changed_by__user", "appointment", "task")


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question as the reader sees it."""

    question: Question
    may_edit: bool
    may_decide: bool
    may_answer: bool
    may_note: bool
    may_go_up: bool
    may_go_down: bool

    @property
    def is_proposed(self) -> bool:
        return self.question.status == QuestionStatus.PROPOSED


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The open questions for one visit, or for the next of a kind."""

    appointment: Appointment | None
    kind: AppointmentKind | None
    cards: list[QuestionCard]


@dataclass(frozen=True, slots=True)
class QuestionList:
    groups: list[QuestionGroup]
    answered: list[QuestionCard]
    dropped: list[QuestionCard]


def question_list(access: Access) -> QuestionList:
    """All open ones by visit, the next visit first; what was answered lately, and what was taken off."""
    rows = _shown(access).select_related(*WITH_PEOPLE)
    groups: dict[tuple[UUID | None, str], list[Question]] = {}
    for row in rows.open():
        groups.setdefault((row.appointment_id, row.kind), []).append(row)
    answered = rows.exclude(answered_at=None).order_by("-answered_at", "pk")[:ANSWERED_SHOWN]
    found = [_group(access, members) for members in groups.values()]
    dropped = rows.filter(status=QuestionStatus.DROPPED).order_by("-changed_at", "pk")
    return QuestionList(
        groups=sorted(found, key=_when_asked),
        answered=cards_of(access, answered),
        dropped=cards_of(access, dropped[:ANSWERED_SHOWN]),
    )


def questions_of(access: Access, appointment: Appointment) -> list[QuestionCard]:
    """What is to be asked and what was answered at one visit, what waits for the next of its kind included."""
    rows = _shown(access).exclude(status=QuestionStatus.DROPPED)
    wanted = Q(appointment=appointment)
    if not appointment.is_cancelled and appointment.over_at > clock.now():
        waiting = Q(appointment=None, kind=appointment.kind, answered_at=None)
        wanted |= waiting & ~Q(Exists(_sooner_of_kind(access, appointment)))
    shown = ("author__user", "answered_by__user", "task")
    found = list(rows.filter(wanted).select_related(*shown).in_order())
    for row in found:
        row.appointment = appointment if row.appointment_id else None
    return cards_of(access, found)


def question(access: Access, question_id: UUID) -> Question:
    """Http404 for any that this access may not see."""
    rows = _shown(access).select_related(*WITH_PEOPLE)
    row: Question | None = rows.filter(pk=question_id).first()
    if row is None:
        raise Http404
    return row


def question_card(access: Access, question_id: UUID) -> QuestionCard:
    return _card(access, question(access, question_id))


def question_to_change(access: Access, question_id: UUID) -> Question:
    """For its form. Raises PermissionDenied."""
    row = question(access, question_id)
    access.require(Section.PLAN, level_for_question(access, row))
    return row


def level_for_question(access: Access, row: Question) -> Level:
    """What it takes to change one: less for one's own, as long as nobody said yes to it."""
    is_own = row.author_id in access.own_rows and row.status != QuestionStatus.APPROVED
    return Level.TAKE_PART if is_own else Level.EDIT


def locked_question(access: Access, question_id: UUID) -> Question:
    rows = Question.objects.visible_to(access).select_for_update(of=("self",))
    row: Question | None = rows.filter(pk=question_id).first()
    if row is None:
        raise Http404
    return row


def locked_neighbours(access: Access, question_id: UUID) -> list[Question]:
    """The open questions for the same visit, in their order; whether this is one of them is the caller's to ask."""
    this = question(access, question_id)
    rows = Question.objects.visible_to(access).open().select_for_update(of=("self",))
    return list(rows.filter(appointment=this.appointment_id, kind=this.kind))


def open_questions_of(access: Access, appointment_id: UUID) -> QuestionQuerySet:
    rows: QuestionQuerySet = Question.objects.visible_to(access).open()
    return rows.filter(appointment=appointment_id)


def last_position(access: Access, draft: QuestionDraft) -> int:
    rows = Question.objects.visible_to(access)
    same = rows.filter(appointment=draft.appointment_id, kind=draft.kind or "")
    return int(same.aggregate(last=Max("position"))["last"] or 0)


def next_of_kind(access: Access, appointment: Appointment) -> Appointment | None:
    """The next visit of the same kind that is planned, another one than this."""
    rows = Appointment.objects.visible_to(access).upcoming(clock.now())
    found: Appointment | None = (
        rows.filter(kind=appointment.kind).exclude(pk=appointment.pk).first()
    )
    return found


def visits_ahead(access: Access, wanted: str = "") -> list[Appointment]:
    """The next visits, for a form to choose from; the one that is ``wanted`` by its id however far off it is."""
    rows = Appointment.objects.visible_to(access).upcoming(clock.now())
    found = list(rows[:VISITS_OFFERED])
    try:
        further = rows.filter(pk=UUID(wanted)).exclude(pk__in=[row.pk for row in found])
    except ValueError:
        return found
    return [*found, *further]


def draft_of_question(row: Question) -> QuestionDraft:
    """The question as it stands, in the shape of what a form sends."""
    return QuestionDraft(
        text=row.text,
        sharing=row.sharing,
        appointment_id=row.appointment_id,
        kind=AppointmentKind(row.kind) if row.kind else None,
    )


def cards_of(access: Access, rows: QuestionQuerySet | list[Question]) -> list[QuestionCard]:
    """In their order; an open one can change places with the others for the same visit."""
    found = list(rows)
    together: dict[tuple[UUID | None, str], list[UUID]] = {}
    for row in found:
        if not (row.is_answered or row.is_dropped):
            together.setdefault((row.appointment_id, row.kind), []).append(row.pk)
    up = {pk for members in together.values() for pk in members[1:]}
    down = {pk for members in together.values() for pk in members[:-1]}
    return [_card(access, row, up=row.pk in up, down=row.pk in down) for row in found]


def _shown(access: Access) -> QuestionQuerySet:
    """For a page: with whether the task that a question became may be seen."""
    rows = Question.objects.visible_to(access)
    shown: QuestionQuerySet = rows.annotate(task_shown=is_visible(access, Task, "task"))
    return shown


def _sooner_of_kind(access: Access, appointment: Appointment) -> QuerySet[Appointment]:
    rows: QuerySet[Appointment] = Appointment.objects.visible_to(access).upcoming(clock.now())
    return rows.filter(kind=appointment.kind, starts_at__lt=appointment.starts_at)


def _group(access: Access, rows: list[Question]) -> QuestionGroup:
    first = rows[0]
    kind = AppointmentKind(first.kind) if first.kind else None
    return QuestionGroup(first.appointment, kind, cards_of(access, rows))


def _when_asked(group: QuestionGroup) -> tuple[bool, str]:
    at = group.appointment.starts_at.isoformat() if group.appointment else str(group.kind)
    return group.appointment is None, at


def _card(access: Access, row: Question, *, up: bool = False, down: bool = False) -> QuestionCard:
    may_decide = access.can(Section.PLAN, Level.EDIT)
    may_answer = access.can(Section.PLAN, Level.TAKE_PART) and not row.is_dropped
    if not getattr(row, "task_shown", False):
        row.task = None
    return QuestionCard(
        question=row,
        may_edit=access.can(Section.PLAN, level_for_question(access, row)),
        may_decide=may_decide,
        may_answer=may_answer,
        may_note=may_answer and _may_be_noted(access, row),
        may_go_up=may_decide and up,
        may_go_down=may_decide and down,
    )


def _may_be_noted(access: Access, row: Question) -> bool:
    """Whether its answer can stand with what was said at its visit, where no more people would read it."""
    visit = row.appointment
    if visit is None or not row.answer or visit.is_cancelled or visit.starts_at > clock.now():
        return False
    return not rules.is_narrower(row.sharing, visit.sharing, access.today)
