"""What is left of medicines."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.aggregates import Count

from apps.careplan import rules
from apps.careplan.models import Supply
from apps.careplan.rules import Stock, SupplyDraft
from apps.careplan.selectors.medicines import TAKEN, MedicineCard
from apps.circles.access import Access


def supply(access: Access, medicine_id: UUID) -> Supply | None:
    rows = Supply.objects.visible_to(access).filter(medicine=medicine_id)
    found: Supply | None = rows.select_related("changed_by__user").first()
    return found


def stocks(access: Access, cards: Iterable[MedicineCard]) -> dict[UUID, Stock]:
    """What is left of those that somebody counted; one query for any number of medicines and doses."""
    return {pk: stock for pk, (_supply, stock) in counted(access, cards).items()}


def counted(access: Access, cards: Iterable[MedicineCard]) -> dict[UUID, tuple[Supply, Stock]]:
    """The same with what was counted."""
    by_id = {card.medicine.pk: card for card in cards}
    if not by_id:
        return {}
    found = Supply.objects.visible_to(access, among=[card.medicine for card in by_id.values()])
    today = next(iter(by_id.values())).today
    return {
        row.medicine_id: (row, _stock(row, by_id[row.medicine_id], today))
        for row in _with_ticks(found, today)
    }


def _stock(row: Any, card: MedicineCard, today: date) -> Stock:
    return rules.stock(draft_of_supply(row), row.taken, card.course, today, row.ticked_today)


def _with_ticks(rows: QuerySet[Supply], today: date) -> QuerySet[Any]:
    doses = "medicine__doses"
    since = Q(**{f"{doses}__ticked_at__gt": F("counted_at"), f"{doses}__state__in": TAKEN})
    of_today = Q(**{f"{doses}__day": today, f"{doses}__slot__isnull": False})
    return rows.annotate(
        taken=Count(doses, filter=since), ticked_today=Count(doses, filter=of_today)
    )


def draft_of_supply(row: Supply) -> SupplyDraft:
    """The supply as it was counted, in the shape of what a form sends."""
    return SupplyDraft(
        counted=Decimal(row.counted),
        unit=row.unit,
        per_dose=Decimal(row.per_dose),
        margin_days=row.margin_days,
    )
