"""What the files beside the articles must be: sources, facts, words, call page, countries."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from apps.core.fever import HIGHEST_CELSIUS
from apps.library.rules import reading, urgency, wording
from apps.library.rules.articles import call_findings
from apps.library.rules.problems import Problem
from apps.library.rules.reading import Masks, Syllables
from apps.library.rules.seed import Seed, TomlFile

HOW_READ = ("page", "abstract", "report", "own")
STANDINGS = ("read", "general", "ours")
VALUE_STANDINGS = ("read", "general", "unset")
UNSET = "countries/unset.toml"


def problems(seed: Seed, today: date, masks: Masks, syllables: Syllables) -> Iterator[Problem]:
    yield from _sources(seed.sources, today)
    yield from _facts(seed)
    yield from _glossary(seed, masks, syllables)
    yield from _topics(seed)
    yield from _call_page(seed, today, masks, syllables)
    yield from _countries(seed, today)


def _sources(file: TomlFile, today: date) -> Iterator[Problem]:
    for name, source in file.data.items():
        at = file.line(name)
        if not source.get("title") or not source.get("publisher"):
            yield Problem(file.path, at, f"{name} needs a title and a publisher")
        if not isinstance(source.get("year"), int) or not 1980 <= source["year"] <= today.year:
            yield Problem(file.path, at, f"{name} needs its year")
        if source.get("how_read") not in HOW_READ:
            yield Problem(file.path, at, f"{name}: how_read is one of {', '.join(HOW_READ)}")
        found_at = source.get("url", "")
        if found_at and not re.match(r"https?://[\w.-]+", found_at):
            yield Problem(file.path, at, f"{name}: not a web address")
        if not found_at and not source.get("citation") and source.get("how_read") != "own":
            yield Problem(file.path, at, f"{name} needs an address or a citation")


def _facts(seed: Seed) -> Iterator[Problem]:
    file = seed.facts
    for name, fact in file.data.items():
        at = file.line(name)
        statement = fact.get("statement", "")
        if not statement or "\n" in statement:
            yield Problem(file.path, at, f"{name} needs a statement of one line")
        if fact.get("standing") not in STANDINGS:
            yield Problem(file.path, at, f"{name}: standing is one of {', '.join(STANDINGS)}")
        if not fact.get("sources"):
            yield Problem(file.path, at, f"{name} names no source")
        for source in fact.get("sources", []):
            if source not in seed.sources.data:
                yield Problem(file.path, at, f"{name}: unknown source {source}")
        if name.startswith("SYM-"):
            yield from (Problem(file.path, at, f"{name}: {text}") for text in _sign(fact))


def _sign(fact: dict[str, Any]) -> Iterator[str]:
    level, raised = fact.get("level"), fact.get("raised")
    if level not in urgency.LEVELS:
        yield "a sign needs its level"
    elif raised is not None and (raised not in urgency.LEVELS or not fact.get("raised_when")):
        yield "raised needs a level and raised_when"
    elif raised is not None and urgency.rank(raised) <= urgency.rank(level):
        yield "raised is not more urgent"


def _glossary(seed: Seed, masks: Masks, syllables: Syllables) -> Iterator[Problem]:
    file = seed.glossary
    for name, term in seed.terms.items():
        at = file.line(f"terms.{name}")
        if not re.fullmatch(r"GL-\d{2}", name):
            yield Problem(file.path, at, f"{name} is not of the form GL-00")
        if not all(term.get(key) for key in ("term", "aliases", "meaning")):
            yield Problem(file.path, at, f"{name} needs term, aliases and meaning")
            continue
        for message in wording.findings(term["meaning"]):
            yield Problem(file.path, at, f"{name}: {message}")
    together = "\n".join(term.get("meaning", "") for term in seed.terms.values())
    grade = reading.grade(masks.apply(together), syllables)
    if grade > reading.MAX_GRADE:
        yield Problem(file.path, 1, f"the meanings read at grade {grade:.1f}")


def _topics(seed: Seed) -> Iterator[Problem]:
    used = {article.meta.get("topic") for article in seed.articles}
    for name, topic in seed.topics.data.items():
        at = seed.topics.line(name)
        if not all(topic.get(key) for key in ("title", "order", "summary")):
            yield Problem(seed.topics.path, at, f"{name} needs title, order and summary")
        if name not in used:
            yield Problem(seed.topics.path, at, f"no article is in {name}")


def _call_page(seed: Seed, today: date, masks: Masks, syllables: Syllables) -> Iterator[Problem]:
    file, signs = seed.call_page, seed.call_page.data.get("signs", [])
    yield from _call_signs(file, seed.facts.data)
    named = {row for sign in signs for row in sign.get("rows", [])}
    for row in urgency.rows_from(seed.facts.data, "24h"):
        if row not in named:
            yield Problem(file.path, 1, f"{row} is missing")
    yield from _call_levels(file)
    if file.data.get("next_check", "") <= today.isoformat():
        yield Problem(file.path, 1, "the next check is past")
    lines = [*file.data.get("intro", []), *(sign.get("text", "") for sign in signs)]
    grade = reading.grade(masks.apply("\n".join(lines)), syllables)
    if grade > reading.MAX_GRADE:
        yield Problem(file.path, 1, f"reads at grade {grade:.1f}")


def _call_signs(file: TomlFile, facts: dict[str, Any]) -> Iterator[Problem]:
    signs = file.data.get("signs", [])
    for index, sign in enumerate(signs):
        at = file.nth("signs", index)
        yield from (Problem(file.path, at, message) for message in call_findings(sign, facts))
        if not sign.get("area"):
            yield Problem(file.path, at, "a sign needs its body area")
    ranks = [urgency.rank(sign["level"]) for sign in signs if sign.get("level") in urgency.LEVELS]
    if ranks != sorted(ranks, reverse=True):
        yield Problem(file.path, 1, "the most urgent signs come first")


def _call_levels(file: TomlFile) -> Iterator[Problem]:
    levels = {level.get("id"): level for level in file.data.get("levels", [])}
    needs = {"emergency": "{{emergency_number}}", "same-day": "{{hotline}}", "24h": "{{hotline}}"}
    for name in urgency.CALL_LEVELS:
        said = " ".join(levels.get(name, {}).get("what_to_do", []))
        if not said:
            yield Problem(file.path, 1, f"no words for the level {name}")
        elif needs.get(name, "") not in said:
            yield Problem(file.path, 1, f"{name} does not say {needs[name]}")
        for message in wording.findings(said):
            yield Problem(file.path, 1, f"{name}: {message}")


def _countries(seed: Seed, today: date) -> Iterator[Problem]:
    for file in seed.countries:
        for name in sorted(wording.PLACEHOLDERS):
            if name not in file.data:
                yield Problem(file.path, 1, f"{name} is missing")
        if file.path != UNSET:
            yield from _country(file, today)
    if UNSET not in {file.path for file in seed.countries}:
        yield Problem(UNSET, 1, "missing")


def _country(file: TomlFile, today: date) -> Iterator[Problem]:
    if file.data.get("review_by", "") <= today.isoformat():
        yield Problem(file.path, 1, "review_by is past")
    for name, value in file.data.items():
        if isinstance(value, dict):
            for message in _country_value(name, value):
                yield Problem(file.path, file.line(name), f"{name}: {message}")


def _country_value(name: str, value: dict[str, Any]) -> Iterator[str]:
    if value.get("standing") not in VALUE_STANDINGS:
        yield f"standing is one of {', '.join(VALUE_STANDINGS)}"
    if not value.get("value") and not value.get("must_fill"):
        yield "empty, and not marked as to be filled in"
    if value.get("value") and not (value.get("source") and value.get("checked_on")):
        yield "needs its source and when it was checked"
    if name == "fever" and value.get("never_above_celsius") != HIGHEST_CELSIUS:
        yield f"may never be above {HIGHEST_CELSIUS} °C"
