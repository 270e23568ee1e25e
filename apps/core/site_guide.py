"""What is particular to this site and this country: names, contacts and the numbers to call.

Frozen values from one data file per country (``data/countries``) and the operator's own file
(``SITE_FILE``), which also names the terms and privacy notice lying beside it.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

COUNTRIES_DIR = Path(__file__).parent / "data" / "countries"

COUNTRY_NAMES = {
    "gb": _("United Kingdom"),
    "us": _("United States"),
    "es": _("Spain"),
    "cn": _("China"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text people accept. The version is the operator's; a new one is asked for again."""

    version: str
    text: str  # Markdown


@dataclass(frozen=True, slots=True)
class SiteGuide:
    site_name: str
    operator_name: str
    contact_email: str
    minimum_age: int
    country: str
    time_zone: str
    emergency_number: str
    advice_line_name: str
    advice_line_number: str
    contact_phone: str = ""

    @property
    def country_name(self) -> str:
        return str(COUNTRY_NAMES.get(self.country, self.country.upper()))


def country_codes() -> list[str]:
    """The countries this version has a data file for."""
    return sorted(path.stem for path in COUNTRIES_DIR.glob("*.toml"))


def guide(country: str = "") -> SiteGuide:
    """The site's values, with the numbers of ``country`` (the site's own when empty)."""
    return _guide(settings.SITE_FILE, country)


def document(name: str) -> Document:
    """The operator's ``terms`` or ``privacy`` text."""
    return _document(settings.SITE_FILE, name)


@cache
def _operator(site_file: str) -> dict[str, object]:
    try:
        return tomllib.loads(Path(site_file).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"SITE_FILE {site_file} cannot be read: {error}") from error


@cache
def _guide(site_file: str, country: str) -> SiteGuide:
    own = _operator(site_file)
    code = country or str(own.get("country", ""))
    if code not in country_codes():
        raise ImproperlyConfigured(f"There is no data file for the country {code!r}.")
    values = tomllib.loads((COUNTRIES_DIR / f"{code}.toml").read_text(encoding="utf-8"))
    values["country"] = values.pop("code")
    values |= {k: v for k, v in own.items() if not isinstance(v, dict) and k != "country"}
    overrides = own.get("countries", {})
    if isinstance(overrides, dict):
        values |= overrides.get(code, {})
    known = {f.name for f in fields(SiteGuide)}
    try:
        return SiteGuide(**{k: v for k, v in values.items() if k in known})
    except TypeError as error:
        raise ImproperlyConfigured(f"SITE_FILE {site_file} is incomplete: {error}") from error


@cache
def _document(site_file: str, name: str) -> Document:
    own = _operator(site_file)
    path = Path(site_file).parent / str(own.get(name, f"{name}.md"))
    try:
        first, _blank, text = path.read_text(encoding="utf-8").partition("\n")
    except OSError as error:
        raise ImproperlyConfigured(f"The {name} text {path} cannot be read.") from error
    label, _colon, version = first.partition(":")
    if label.strip().lower() != "version" or not version.strip():
        raise ImproperlyConfigured(f"The first line of {path} must be like 'Version: 2026-11-01'.")
    return Document(version=version.strip(), text=text.strip())
