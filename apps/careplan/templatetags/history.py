"""A filter for histories: ``{{ change|told }}`` is what somebody did, in sentences."""

from django import template

from apps.careplan import telling
from apps.careplan.models import Change

register = template.Library()


@register.filter
def told(change: Change) -> list[telling.Told]:
    return telling.tell(change)
