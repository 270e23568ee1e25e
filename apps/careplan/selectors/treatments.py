"""Lines of treatment as pages need them, always through ``visible_to``."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from apps.careplan.kinds import TreatmentKind
from apps.careplan.models import Medicine, Treatment
from apps.careplan.rules import CyclePlace, TreatmentDraft
from apps.careplan.selectors.medicines import course_of
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.core import clock


@dataclass(frozen=True, slots=True)
class TreatmentCard:
    """A line of treatment and where it is now. ``place`` comes from its medicine, as long as that is on
    the list, for who may see medicines."""

    treatment: Treatment
    place: CyclePlace | None
    today: date

    @property
    def is_over(self) -> bool:
        ends_on = self.treatment.ends_on
        return ends_on is not None and ends_on < self.today

    @property
    def is_ahead(self) -> bool:
        return self.treatment.starts_on > self.today

    @property
    def cycle_now(self) -> int | None:
        return self.place.cycle if self.place else self.treatment.cycle_now


def treatments(access: Access) -> list[TreatmentCard]:
    """The newest first; two queries."""
    return _cards(access, Treatment.objects.visible_to(access).listed())


def treatment_card(access: Access, treatment_id: UUID) -> TreatmentCard:
    """One line, whoever changed it last in tow. Http404 for any that this access may not see."""
    rows = Treatment.objects.visible_to(access).filter(pk=treatment_id)
    for card in _cards(access, rows.select_related("author__user", "changed_by__user")):
        return card
    raise Http404


def locked_treatment(access: Access, treatment_id: UUID) -> Treatment:
    """For services: the row, locked until the transaction ends. Http404 as above."""
    rows = Treatment.objects.visible_to(access).select_for_update(of=("self",))
    row: Treatment | None = rows.filter(pk=treatment_id).first()
    if row is None:
        raise Http404
    return row


def linkable_medicines(access: Access, linked: UUID | None = None) -> list[Medicine]:
    """Medicines whose cycle a treatment can follow, and the one that it follows though it was taken off the list:
    the link can be undone. None for who may not see medicines."""
    rows = Medicine.objects.visible_to(access).filter(Q(is_withdrawn=False) | Q(pk=linked))
    return list(rows.order_by("name", "pk"))


def draft_of_treatment(row: Treatment) -> TreatmentDraft:
    """The line as it stands, in the shape of what a form sends."""
    return TreatmentDraft(
        kind=TreatmentKind(row.kind),
        name=row.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        cycles=row.cycles,
        cycle_now=row.cycle_now,
        medicine_id=row.medicine_id,
        end_reason=row.end_reason,
        notes=row.notes,
        sharing=row.sharing,
    )


def _cards(access: Access, rows: QuerySet[Treatment]) -> list[TreatmentCard]:
    found, today = list(rows), clock.today(access.circle.time_zone)
    places = _places(access, {row.medicine_id for row in found if row.medicine_id}, today)
    return [TreatmentCard(row, places.get(row.medicine_id), today) for row in found]


def _places(
    access: Access, medicine_ids: set[UUID], today: date
) -> dict[UUID | None, CyclePlace | None]:
    if not medicine_ids or not access.can(Section.MEDICINES, Level.SEE):
        return {}
    listed = Medicine.objects.visible_to(access).listed()
    rows = listed.filter(pk__in=medicine_ids).with_course()
    return {row.pk: course_of(row).place_on(today) for row in rows}
