"""Words that leave the house: a template that asks for what it was not given fails, and nothing half empty is sent."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.template.backends.django import DjangoTemplates


class MissingVariable(LookupError):
    """A template named something that is not in its context."""


class _Missing(str):
    """What Django puts in place of an unknown variable, with its name filled in."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise MissingVariable(str(name))


def render_strictly(template: str, context: Mapping[str, Any]) -> str:
    """Raises MissingVariable. What is only asked about, as in ``if``, may be missing."""
    return str(_engine().get_template(template).render(dict(context)))


@cache
def _engine() -> DjangoTemplates:
    """As the site's own, but for what is missing."""
    ours: dict[str, Any] = {"APP_DIRS": False, **settings.TEMPLATES[0], "NAME": "strict"}
    ours["OPTIONS"] = {**ours["OPTIONS"], "string_if_invalid": _Missing("%s")}
    del ours["BACKEND"]
    return DjangoTemplates(ours)
