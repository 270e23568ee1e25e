"""``{% if access|can:"plan.edit" %}``: templates ask the same object as the views.

Hiding a button is comfort; the check is the service's.
"""

from django import template

from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import CircleOwned

register = template.Library()


@register.filter
def can(access: Access, wanted: str) -> bool:
    section, _dot, level = wanted.partition(".")
    return access.can(Section(section), Level[level.upper()])


@register.filter
def is_held(row: CircleOwned, access: Access) -> bool:
    """Whether the others do not see it yet."""
    return row.sharing.is_held(access.today)
