"""The bell in the top bar."""

from typing import Any

from django import template

from apps.accounts.models import User
from apps.reminders import selectors
from apps.reminders.selectors.bell import MOST

register = template.Library()


@register.inclusion_tag("reminders/_bell.html", takes_context=True)
def bell(context: dict[str, Any]) -> dict[str, Any]:
    """One query; only a number leaves it."""
    user = context.get("user")
    count = selectors.unread(user) if isinstance(user, User) else 0
    return {"count": count, "shown": f"{MOST}+" if count > MOST else str(count)}
