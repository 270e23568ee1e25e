"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from apps.core import texting
from apps.core.site_guide import guide


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site": guide(), "demo": settings.DEMO, "texts_are_on": texting.is_on()}
