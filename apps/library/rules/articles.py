"""What one article must be: complete, dated, sourced, urgent enough, and easy to read."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from apps.library.rules import reading, urgency, wording
from apps.library.rules.article import OWN, Article, Block
from apps.library.rules.problems import Problem
from apps.library.rules.reading import Masks, Syllables
from apps.library.rules.seed import Seed

KEYS: dict[str, type] = {
    "title": str,
    "slug": str,
    "topic": str,
    "order": int,
    "for_whom": str,
    "summary": list,
    "certainty": str,
    "facts": list,
    "sources": list,
    "sources_checked": str,
    "next_check": str,
    "related": list,
    "next_steps": list,
    "covers": list,
    "calls": list,
}
WORDS = range(300, 701)
SENTENCES_A_PARAGRAPH = 3
LONGEST_WAIT = timedelta(days=380)
LONGEST_WAIT_FOR_DRUGS = timedelta(days=195)
BOXED_TOPICS = ("signs", "treatments")
RESEARCH_WORDS = re.compile(
    r"\bin 100\b|\b(?:study|studies|trials?|reviews?|meta-analys\w+)\b", re.IGNORECASE
)


def problems(
    article: Article, seed: Seed, today: date, questions: Sequence[str]
) -> Iterator[Problem]:
    missing = [key for key, kind in KEYS.items() if not isinstance(article.meta.get(key), kind)]
    if missing:
        for key in missing:
            yield Problem(article.path, article.line(key), f"{key} is missing or of the wrong kind")
        return
    yield from _front(article, seed)
    yield from _names(article, seed, questions)
    yield from _dates(article, today)
    yield from _facts(article, seed)
    yield from _sources(article, seed)
    yield from _calls(article, seed)
    yield from _body(article, seed)
    yield from _words(article)


def _front(article: Article, seed: Seed) -> Iterator[Problem]:
    def problem(key: str, message: str) -> Problem:
        return Problem(article.path, article.line(key), message)

    meta = article.meta
    if not article.path.endswith(f"/{article.slug}.md"):
        yield problem("slug", "the slug is not the file's name")
    if meta["topic"] not in seed.topics.data:
        yield problem("topic", f"unknown topic {meta['topic']}")
    if len(meta["summary"]) != 3:
        yield problem("summary", "the summary has three lines")
    if not 2 <= len(meta["next_steps"]) <= 4:
        yield problem("next_steps", "two to four next steps")
    for key in sorted(set(meta) - set(KEYS)):
        yield problem(key, f"unknown key {key}")


def _names(article: Article, seed: Seed, questions: Sequence[str]) -> Iterator[Problem]:
    """Related articles and questions that exist."""
    known = {other.slug for other in seed.articles} - {article.slug}
    for slug in article.meta["related"]:
        if slug not in known:
            yield Problem(article.path, article.line("related"), f"unknown article {slug}")
    for key in article.meta["covers"]:
        if key not in questions:
            yield Problem(article.path, article.line("covers"), f"unknown question {key}")


def _dates(article: Article, today: date) -> Iterator[Problem]:
    checked, due = article.meta["sources_checked"], article.meta["next_check"]
    if not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", checked):
        yield Problem(
            article.path, article.line("sources_checked"), "write year and month: 2026-11"
        )
    elif checked > today.strftime("%Y-%m"):
        yield Problem(article.path, article.line("sources_checked"), "lies in the future")
    try:
        next_check = date.fromisoformat(due)
    except ValueError:
        yield Problem(article.path, article.line("next_check"), "not a date")
        return
    wait = LONGEST_WAIT_FOR_DRUGS if article.meta["topic"] == "treatments" else LONGEST_WAIT
    if next_check <= today:
        yield Problem(article.path, article.line("next_check"), "the next check is past")
    elif next_check - today > wait:
        yield Problem(article.path, article.line("next_check"), f"more than {wait.days} days away")


def _facts(article: Article, seed: Seed) -> Iterator[Problem]:
    facts = article.meta["facts"]
    at = article.line("facts")
    for name in facts:
        if urgency.bare(name) not in seed.facts.data:
            yield Problem(article.path, at, f"unknown fact {name}")
        elif name not in article.markers:
            yield Problem(article.path, at, f"{name} is listed and no paragraph names it")
    for name in dict.fromkeys(article.markers):
        if name not in facts:
            yield Problem(article.path, _marked_at(article, name), f"{name} is not listed in facts")


def _sources(article: Article, seed: Seed) -> Iterator[Problem]:
    sources = article.meta["sources"]
    resting = [urgency.bare(name) for name in [*article.markers, *article.rows]]
    wanted = {
        source for name in resting for source in seed.facts.data.get(name, {}).get("sources", [])
    }
    at = article.line("sources")
    for name in sources:
        if name not in seed.sources.data:
            yield Problem(article.path, at, f"unknown source {name}")
        elif name not in wanted:
            yield Problem(article.path, at, f"no fact of this article comes from {name}")
    for name in sorted(wanted - set(sources)):
        yield Problem(article.path, at, f"{name} is missing: a fact of this article comes from it")


def _calls(article: Article, seed: Seed) -> Iterator[Problem]:
    facts = seed.facts.data
    for index, call in enumerate(article.calls):
        at = article.line("[[calls]]", index)
        yield from (Problem(article.path, at, said) for said in call_findings(call, facts))
    levels = [call.get("level", "") for call in article.calls]
    known = [urgency.rank(level) for level in levels if level in urgency.LEVELS]
    if known != sorted(known, reverse=True):
        yield Problem(article.path, article.line("[[calls]]"), "the most urgent comes first")
    for row in urgency.missing_raised(article.rows, facts):
        yield Problem(article.path, article.line("[[calls]]"), f"the urgent case {row}+ is missing")
    if not levels:
        yield Problem(article.path, 1, "no box “when to call”")
    if article.meta["topic"] in BOXED_TOPICS and not {"emergency", "same-day"} <= set(levels):
        yield Problem(
            article.path, article.line("[[calls]]"), "needs a red box: emergency and same-day"
        )
    for name in dict.fromkeys(article.markers):
        needs_box = urgency.needed(name, facts) not in (None, "self-care")
        if needs_box and name not in article.rows:
            yield Problem(article.path, _marked_at(article, name), f"{name} is not in the box")


def call_findings(call: dict[str, Any], facts: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one line of a box: its level, its rows, its words."""
    level, rows, text = call.get("level", ""), call.get("rows", []), call.get("text", "")
    if level not in urgency.CALL_LEVELS:
        yield f"unknown level {level!r}"
        return
    if not rows or not text:
        yield "a line of the box needs a text and its rows"
    for row in rows:
        if urgency.needed(row, facts) is None:
            yield f"unknown sign {row}"
    for row in urgency.too_low(level, rows, facts):
        yield f"{level} is less urgent than {row} needs"
    for treatment in urgency.narrowed(text) if level != "next-visit" else ():
        time = urgency.STILL_COUNTS[treatment]
        yield f"{treatment} counts for {time} after it, and the line does not say so"
    if "SYM-INF-01" in rows and "{{fever}}" not in text:
        yield "a fever is told in the country's own words: {{fever}}"
    yield from wording.findings(text)
    yield from wording.one_sided_numbers(text)


def _body(article: Article, seed: Seed) -> Iterator[Problem]:
    if article.word_count not in WORDS:
        yield Problem(article.path, 1, f"{article.word_count} words; 300 to 700 are wanted")
    if wording.NOT_YOUR_TEAM not in article.body:
        yield Problem(article.path, 1, f"says nowhere “{wording.NOT_YOUR_TEAM}”")
    for line, heading in article.headings:
        if not re.fullmatch(r"## \S.*", heading):
            yield Problem(article.path, line, "headings are of the second level: ## …")
        for message in wording.findings(heading):
            yield Problem(article.path, line, message)
    for block in article.blocks:
        for message in _block_findings(block, seed, {other.slug for other in seed.articles}):
            yield Problem(article.path, block.line, message)


def _block_findings(block: Block, seed: Seed, slugs: set[str]) -> Iterator[str]:
    if not block.ends_with_marker:
        yield "ends without naming its fact; use [^own] for advice that states none"
    for name in block.markers:
        if name != OWN and urgency.bare(name) not in seed.facts.data:
            yield f"unknown fact {name}"
    if OWN in block.markers and RESEARCH_WORDS.search(block.plain):
        yield "states a finding and names no fact"
    if not block.item and len(reading.sentences(block.plain)) > SENTENCES_A_PARAGRAPH:
        yield f"more than {SENTENCES_A_PARAGRAPH} sentences in a paragraph"
    for said, kind, target in block.links:
        known = seed.terms if kind == "gloss" else slugs if kind == "article" else ()
        if target not in known:
            yield f"“{said}” links to nothing: {kind}:{target}"
    yield from wording.findings(block.text)
    yield from wording.one_sided_numbers(block.plain)


def _words(article: Article) -> Iterator[Problem]:
    for key in ("title", "for_whom", "certainty", "summary", "next_steps"):
        value = article.meta[key]
        for text in [value] if isinstance(value, str) else value:
            for message in wording.findings(text):
                yield Problem(article.path, article.line(key), message)


def reading_problems(article: Article, masks: Masks, syllables: Syllables) -> Iterator[Problem]:
    """Grade of the text alone and of all a reader sees; sentences that are too long."""
    body, around = masks.apply(article.body), masks.apply(article.around)
    for name, text in (("the text", body), ("text and boxes", f"{body}\n{around}")):
        grade = reading.grade(text, syllables)
        if grade > reading.MAX_GRADE:
            yield Problem(article.path, 1, f"{name} reads at grade {grade:.1f}")
    for block in article.blocks:
        for sentence in reading.long_sentences(masks.apply(block.plain)):
            shown = sentence.replace(reading.MASK, "…")
            yield Problem(article.path, block.line, f"long sentence: {shown}")


def _marked_at(article: Article, name: str) -> int:
    return next((block.line for block in article.blocks if name in block.markers), 1)
