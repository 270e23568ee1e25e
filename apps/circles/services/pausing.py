"""One switch that stops every message of a circle. What is asked as each message goes: ``Circle.is_paused``."""

from datetime import datetime

from django.db import transaction

from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.models import Circle
from apps.circles.services.receipts import note_change
from apps.core import clock


@transaction.atomic
def pause_circle(access: Access, *, until: datetime | None, keep_visits_to_me: bool) -> None:
    """Silent until a moment, or until it is switched on again. Paused again, the newer wish holds."""
    access.require(Section.PLAN, Level.EDIT)
    circle = Circle.objects.select_for_update(no_key=True).get(pk=access.circle.pk)
    circle.paused_at, circle.paused_until = clock.now(), until
    circle.pause_spares = access.membership.pk if keep_visits_to_me else None
    circle.save(update_fields=["paused_at", "paused_until", "pause_spares"])
    note_change(access, Action.PAUSED, Section.PLAN, "circle", circle.pk)


@transaction.atomic
def end_pause(access: Access) -> None:
    """Messages go out again from now on; those whose hour came meanwhile are not sent late."""
    access.require(Section.PLAN, Level.EDIT)
    circle = Circle.objects.select_for_update(no_key=True).get(pk=access.circle.pk)
    if circle.paused_at is None:
        return
    circle.paused_at = circle.paused_until = circle.pause_spares = None
    circle.save(update_fields=["paused_at", "paused_until", "pause_spares"])
    note_change(access, Action.RESUMED, Section.PLAN, "circle", circle.pk)
