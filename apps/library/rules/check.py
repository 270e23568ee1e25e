"""Every promise the library keeps, checked on the files. An empty answer means: load them."""

from collections.abc import Callable, Iterator
from datetime import date

from apps.library.rules import articles, data_files
from apps.library.rules.problems import Problem
from apps.library.rules.reading import Masks, Syllables
from apps.library.rules.seed import Seed

# The questions every library has to answer; each is an article or a clear section of one.
QUESTIONS = (
    "what-relapse-means",
    "how-often",
    "why-tumour",
    "why-treatment",
    "why-body",
    "signs-lungs",
    "signs-liver",
    "signs-bones",
    "signs-near-nodes-brain",
    "targeted",
    "immunotherapy",
    "other-treatments",
    "feelings",
    "food",
    "moving",
    "follow-up",
    "family",
)

Rule = Callable[[Seed], Iterator[Problem]]


def check(seed: Seed, today: date, syllables: Syllables) -> list[Problem]:
    """All problems, in file order."""
    found = list(seed.problems)
    masks = Masks.of(seed.masked_words)
    for article in seed.articles:
        found += articles.problems(article, seed, today, QUESTIONS)
        found += articles.reading_problems(article, masks, syllables)
    for rule in (_slugs, _questions, _unused_facts, _unused_sources):
        found += rule(seed)
    found += data_files.problems(seed, today, masks, syllables)
    return sorted(set(found))


def _slugs(seed: Seed) -> Iterator[Problem]:
    seen: dict[tuple[str, object], str] = {}
    for article in seed.articles:
        places = (
            ("slug", article.slug),
            ("title", article.meta.get("title")),
            ("order", (article.meta.get("topic"), article.meta.get("order"))),
        )
        for key, value in places:
            if other := seen.get((key, value)):
                yield Problem(article.path, article.line(key), f"same {key} as {other}")
            seen[(key, value)] = article.path


def _questions(seed: Seed) -> Iterator[Problem]:
    covered = {key for article in seed.articles for key in article.meta.get("covers", [])}
    for key in QUESTIONS:
        if key not in covered:
            yield Problem("articles", 1, f"no article covers “{key}”")


def _unused_facts(seed: Seed) -> Iterator[Problem]:
    used = {name.removesuffix("+") for article in seed.articles for name in article.markers}
    used |= {row.removesuffix("+") for article in seed.articles for row in article.rows}
    for sign in seed.call_page.data.get("signs", []):
        used |= {row.removesuffix("+") for row in sign.get("rows", [])}
    for name in seed.facts.data:
        if name not in used:
            yield Problem(seed.facts.path, seed.facts.line(name), f"{name} is never used")


def _unused_sources(seed: Seed) -> Iterator[Problem]:
    used = {name for article in seed.articles for name in article.meta.get("sources", [])}
    used |= {name for fact in seed.facts.data.values() for name in fact.get("sources", [])}
    for name in seed.sources.data:
        if name not in used:
            yield Problem(seed.sources.path, seed.sources.line(name), f"{name} is never used")
