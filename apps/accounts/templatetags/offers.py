"""The quiet offer of a passkey, for pages of those who look after what others rely on."""

from typing import Any

from django import template

from apps.accounts import selectors

register = template.Library()


@register.inclusion_tag("accounts/_passkey_offer.html", takes_context=True)
def passkey_offer(context: dict[str, Any]) -> dict[str, Any]:
    """A card for whoever has no passkey and has not put it away; one query until then, and none after."""
    request = context["request"]
    return {
        "is_wanted": selectors.wants_passkey_offer(request.user),
        "back_url": request.path,
        "csrf_token": context.get("csrf_token"),
    }
