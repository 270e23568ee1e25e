"""What is particular to this site and this country: names, contacts and the numbers to call.

Frozen values from one data file per country (``data/countries``) and the operator's own file
(``SITE_FILE``), which also names the terms and privacy notice lying beside it.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from apps.core.zones import is_zone

COUNTRIES_DIR = Path(__file__).parent / "data" / "countries"

UNSET = "unset"  # the file with the words shown where nothing better is known
LINES = ("emergency_number", "advice_line", "crisis_line", "hotline", "fever")
OWN = (
    "site_name",
    "operator_name",
    "contact_email",
    "contact_phone",
    "minimum_age",
    "time_zone",
    "neutral_page",
)

COUNTRY_NAMES = {
    UNSET: _("no country chosen"),
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
class Line:
    """Whom to call, or what a fever is, as people are told. ``also`` adds a sentence; empty words are unset."""

    words: str
    also: str = ""
    is_set: bool = True

    def __str__(self) -> str:
        return self.words

    @property
    def number(self) -> str:
        """The digits to dial when the words are nothing but a number, else empty."""
        digits = re.sub(r"[\s-]", "", self.words)
        return digits if re.fullmatch(r"\+?\d{2,15}", digits) else ""


@dataclass(frozen=True, slots=True)
class SiteGuide:
    site_name: str
    operator_name: str
    contact_email: str
    minimum_age: int
    country: str
    time_zone: str
    emergency_number: Line
    advice_line: Line
    crisis_line: Line
    hotline: Line
    fever: Line
    contact_phone: str = ""
    neutral_page: str = "https://www.bbc.co.uk/weather"  # where "Leave this page" leads

    @property
    def country_name(self) -> str:
        return str(COUNTRY_NAMES.get(self.country, self.country.upper()))


def country_codes() -> list[str]:
    """The countries people may choose: those with a data file, or those of them the operator names.

    The site's own is always one of them. Raises ImproperlyConfigured for a code there is no file for.
    """
    return list(_offered(settings.SITE_FILE))


def guide(country: str = "") -> SiteGuide:
    """The site's values, with the numbers of ``country`` (the site's own when empty).

    ``UNSET`` stands for a reader who has not chosen: words such as "your team's 24-hour number".
    """
    return _guide(settings.SITE_FILE, country)


def zone_of(country: str) -> str:
    """The time zone to begin with for someone in that country: the site's own, or where most people live."""
    home = guide()
    return home.time_zone if country == home.country else str(_country(country)["time_zone"])


def to_fill_in(country: str) -> list[str]:
    """Values of a country that each site has to give itself and this one has not."""
    own = _overrides(settings.SITE_FILE, country)
    return [
        name
        for name, value in _country(country).items()
        if isinstance(value, dict) and value.get("must_fill") and not own.get(name)
    ]


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
def _offered(site_file: str) -> tuple[str, ...]:
    own = _operator(site_file)
    shipped = sorted(path.stem for path in COUNTRIES_DIR.glob("*.toml") if path.stem != UNSET)
    offered, tables = own.get("offered_countries", shipped), own.get("countries", {})
    if not isinstance(offered, list) or not isinstance(tables, dict):
        raise ImproperlyConfigured(
            f'SITE_FILE {site_file}: write offered_countries = ["gb"] and [countries.gb].'
        )
    unknown = [str(code) for code in [*offered, *tables] if code not in shipped]
    if unknown:
        raise ImproperlyConfigured(
            f"SITE_FILE {site_file} names {', '.join(unknown)}; the countries are {', '.join(shipped)}."
        )
    if own.get("country") not in offered:
        raise ImproperlyConfigured(f"SITE_FILE {site_file}: its country is not one it offers.")
    return tuple(code for code in shipped if code in offered)


@cache
def _country(code: str) -> dict[str, Any]:
    path = COUNTRIES_DIR / f"{code}.toml"
    if not code.isalpha() or not path.is_file():
        raise ImproperlyConfigured(f"There is no data file for the country {code!r}.")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _overrides(site_file: str, code: str) -> dict[str, Any]:
    """The operator's table ``[countries.gb]``: one line of words a value."""
    tables = _operator(site_file).get("countries", {})
    own = tables.get(code, {}) if isinstance(tables, dict) else {}
    return own if isinstance(own, dict) else {}


@cache
def _guide(site_file: str, country: str) -> SiteGuide:
    own = _operator(site_file)
    code = country or str(own.get("country", ""))
    values: dict[str, Any] = {name: _line(site_file, code, name) for name in LINES}
    values |= {name: own[name] for name in OWN if name in own}
    try:
        found = SiteGuide(country=code, **values)
    except TypeError as error:
        raise ImproperlyConfigured(f"SITE_FILE {site_file} is incomplete: {error}") from error
    if not is_zone(str(found.time_zone)):
        raise ImproperlyConfigured(f"SITE_FILE {site_file}: {found.time_zone} is no time zone.")
    if not isinstance(found.minimum_age, int):
        raise ImproperlyConfigured(f"SITE_FILE {site_file}: minimum_age is a number of years.")
    return found


def _line(site_file: str, code: str, name: str) -> Line:
    """The operator's words, else the country's, else the words for "not known here"."""
    own = _overrides(site_file, code).get(name)
    if own:
        return Line(str(own))
    value = _country(code).get(name)
    if isinstance(value, dict) and value.get("value"):
        return Line(str(value["value"]), str(value.get("also", "")))
    return Line(str(_country(UNSET)[name]), is_set=False)


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
