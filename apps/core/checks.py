"""System checks that keep a site from starting half configured."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from apps.core import fever, site_guide

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
def leaving_leads_away(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """ "Leave this page" has to end on somebody else's page, whole address and all."""
    try:
        page = site_guide.guide().neutral_page
    except ImproperlyConfigured:
        return []  # E001 says it
    if page.startswith("https://") and not page.startswith(settings.SITE_URL):
        return []
    return [checks.Error(f"neutral_page {page!r} must be another site’s.", id="alongside.E006")]


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


@checks.register(deploy=True)
def numbers_to_call_are_filled_in(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """What only a hospital knows may not stay empty where patients look for whom to call."""
    try:
        missing = {code: site_guide.to_fill_in(code) for code in site_guide.country_codes()}
    except ImproperlyConfigured:
        return []  # E001 says it
    return [
        checks.Error(
            f"{code}: {', '.join(names)} must be filled in.",
            hint=f"Write them under [countries.{code}] in SITE_FILE, or name the countries you"
            " serve in offered_countries.",
            id="alongside.E004",
        )
        for code, names in missing.items()
        if names
    ]


@checks.register()
def fever_is_never_too_high(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Waiting for a higher fever has cost lives; no country and no site may tell people to."""
    try:
        told = {code: str(site_guide.guide(code).fever) for code in site_guide.country_codes()}
    except ImproperlyConfigured:
        return []
    return [
        checks.Error(f"{code}: the fever {words!r} {wrong}.", id="alongside.E005")
        for code, words in told.items()
        if (wrong := _wrong_fever(words))
    ]


def _wrong_fever(words: str) -> str:
    told = fever.temperatures(words)
    if not told:
        return "names no temperature"
    if max(told) > fever.HIGHEST_CELSIUS:
        return f"tells people to wait for {max(told):g} °C, above {fever.HIGHEST_CELSIUS} °C"
    return ""
