"""History: one plain row for each change of a thing, with what stood before and after (docs/decisions/0008)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from apps.careplan.kinds import FIELDS, STATES, UNTOLD, Kept
from apps.careplan.models.appointments import Appointment
from apps.careplan.models.medicines import Medicine
from apps.careplan.models.outcomes import NextStep, Outcome
from apps.careplan.models.questions import Question
from apps.careplan.models.tasks import Task
from apps.careplan.models.team import TeamMember
from apps.careplan.models.treatments import Treatment
from apps.careplan.models.versioned import Versioned
from apps.circles.kinds import Audience, Section
from apps.circles.models import CircleOwned, CircleOwnedQuerySet, Membership

if TYPE_CHECKING:
    from apps.circles.access import Access


class ChangeQuerySet(CircleOwnedQuerySet):
    def visible_to_any(self, accesses: "Iterable[Access]") -> Self:
        """Of what one may see now, and of that no more than of the thing as it was then."""
        seen = list(accesses)
        things = Q(pk__in=[])
        for kept, model in THINGS.items():
            rows = model.objects.visible_to_any(seen)
            things |= Q(subject=kept, subject_id__in=rows.values("pk"))
        return super().visible_to_any(seen).filter(things)

    def visible_to(self, access: "Access", of: Iterable[Any] | None = None) -> Self:
        """``of``: ids of things that are read through the same access, so that it is not asked for again."""
        if of is None:
            return super().visible_to(access)
        rows = CircleOwnedQuerySet.visible_to_any(self, [access])
        return rows.filter(subject_id__in=of)


ChangeManager = models.Manager.from_queryset(ChangeQuerySet)


class Change(CircleOwned):
    """What turned one version of a thing into the next. Its ``author`` is the thing's, whom it is never hidden
    from; its audience is the narrower of before and after, so that opening a thing does not open its past.

    ``before`` and ``after`` hold what changed and nothing else, each value as its model's field writes it.
    """

    section: ClassVar[Section] = Section.PLAN  # of its thing; each model below names its own
    thing_name: str = ""  # how its thing is called now, where a reader asked for that

    subject = models.CharField(max_length=12, choices=Kept)
    subject_id = models.UUIDField()
    version = models.PositiveIntegerField()
    who = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField()
    after = models.JSONField()

    objects: ClassVar["ChangeManager[Change]"] = ChangeManager()

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=("subject_id", "version"), name="%(class)s_once_a_version"
            ),
        )
        indexes = (models.Index(fields=("at",), name="%(class)s_by_age"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id} {self.version}"

    @property
    def was(self) -> dict[str, Any]:
        """What changed, as it stood before."""
        return _read(Kept(self.subject), self.before)

    @property
    def became(self) -> dict[str, Any]:
        """The same as it stood after."""
        return _read(Kept(self.subject), self.after)

    @property
    def told_before(self) -> dict[str, Any]:
        """What may be taken along of ``before``."""
        return {name: value for name, value in self.before.items() if name not in UNTOLD}

    @property
    def told_after(self) -> dict[str, Any]:
        return {name: value for name, value in self.after.items() if name not in UNTOLD}

    def put_back(self, thing: Versioned) -> None:
        """Give it in memory what it had before, but for how it stands; nothing is saved."""
        for name, value in self.was.items():
            if name in FIELDS[Kept(self.subject)] and name not in STATES:
                setattr(thing, _field(type(thing), name).attname, value)

    @property
    def is_edit(self) -> bool:
        """Whether more changed than how the thing stands: then there is something to put back."""
        return not STATES.issuperset(self.before)


class PlanChange(Change):
    section: ClassVar[Section] = Section.PLAN
    patient_sees_all: ClassVar[bool] = True

    class Meta(Change.Meta):
        constraints: ClassVar = (
            *Change.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(audience=Audience.ONLY_ME), name="planchange_is_never_hidden"
            ),
        )


class TaskChange(Change):
    section: ClassVar[Section] = Section.TASKS


class MedicineChange(Change):
    section: ClassVar[Section] = Section.MEDICINES
    patient_sees_all: ClassVar[bool] = True

    class Meta(Change.Meta):
        constraints: ClassVar = (
            *Change.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(audience=Audience.ONLY_ME), name="medicinechange_is_never_hidden"
            ),
        )


THINGS: dict[Kept, Any] = {
    Kept.APPOINTMENT: Appointment,
    Kept.QUESTION: Question,
    Kept.OUTCOME: Outcome,
    Kept.NEXT_STEP: NextStep,
    Kept.TREATMENT: Treatment,
    Kept.TEAM_MEMBER: TeamMember,
    Kept.TASK: Task,
    Kept.MEDICINE: Medicine,
}
CHANGES: dict[Section, type[Change]] = {
    model.section: model for model in (PlanChange, TaskChange, MedicineChange)
}


def kept_as(thing: Versioned) -> Kept | None:
    """As what a history is kept of it, if one is."""
    return next((kept for kept, model in THINGS.items() if isinstance(thing, model)), None)


def written_down(thing: Versioned, kept: Kept) -> dict[str, str | None]:
    """The fields that a history is kept of, each as JSON can hold it."""
    return {name: _written(thing, name) for name in FIELDS[kept]}


def _written(thing: Versioned, name: str) -> str | None:
    field = _field(type(thing), name)
    return None if field.value_from_object(thing) is None else field.value_to_string(thing)


def _read(kept: Kept, values: dict[str, Any]) -> dict[str, Any]:
    """The other way; what lies in rows of its own (seats, a rhythm) stays as it was written."""
    model, own = THINGS[kept], FIELDS[kept]
    return {
        name: _field(model, name).to_python(value) if name in own else value
        for name, value in values.items()
    }


def _field(model: type[Versioned], name: str) -> Any:
    return model._meta.get_field(name)  # noqa: SLF001  how a field writes itself is the field's to say
