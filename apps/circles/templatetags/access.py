"""``{% if access|can:"plan.edit" %}``: templates ask the same object as the views.

Hiding a button is comfort; the check is the service's.
"""

from django import template

from apps.circles.access import Access
from apps.circles.kinds import Level, Section

register = template.Library()


@register.filter
def can(access: Access, wanted: str) -> bool:
    section, _dot, level = wanted.partition(".")
    return access.can(Section(section), Level[level.upper()])
