"""System checks that keep a site from starting half configured."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from apps.core import site_guide

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}


@checks.register()
def operator_file_is_complete(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    try:
        site_guide.guide()
        for name in ("terms", "privacy"):
            site_guide.document(name)
        for code in site_guide.country_codes():
            site_guide.guide(code)
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="alongside.E001")]
    return []


@checks.register()
def demo_stays_at_home(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """The outbox and the one-tap people exist in the demo only, and the demo on this machine only."""
    if settings.DEMO and not set(settings.ALLOWED_HOSTS) <= LOOPBACK:
        return [
            checks.Error(
                "ALONGSIDE_DEMO=1 shows everyone's mail and lets anyone step into any person:"
                " it only runs under a loopback SITE_URL.",
                id="alongside.E002",
            )
        ]
    if not settings.DEMO and "apps.demo" in settings.INSTALLED_APPS:
        return [checks.Error("apps.demo is installed outside the demo.", id="alongside.E003")]
    return []
