"""Search by plain title and text."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from apps.core.site_guide import SiteGuide
from apps.library.models import ArticlePage, Term
from apps.library.rules.content import plain
from apps.library.rules.searching import search_words, snippet
from apps.library.rules.wording import filled

MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """``before``, ``match`` and ``after`` are a piece of the text around the first word that was looked for.

    It holds the numbers of the reader's country, as the article does.
    """

    slug: str
    title: str
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Results:
    articles: tuple[Found, ...]
    terms: tuple[Term, ...]


def search(query: str, numbers: SiteGuide) -> Results:
    """Articles that hold every word, those with them in the title first; and words of the glossary."""
    words = search_words(query)
    if not words:
        return Results((), ())
    everywhere, in_title, in_term = Q(), Q(), Q()
    for word in words:
        everywhere &= Q(search_text__contains=word)
        in_title &= Q(title__icontains=word)
        in_term &= Q(term__icontains=word) | Q(also__icontains=word)
    rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = ArticlePage.objects.live().filter(everywhere).order_by(rank, "path")
    rows = rows.only("slug", "title", "summary", "body")[:MOST]
    return Results(
        tuple(_found(row, words, numbers) for row in rows),
        tuple(Term.objects.filter(in_term).order_by("term")[:5]),
    )


def _found(row: ArticlePage, words: list[str], numbers: SiteGuide) -> Found:
    text = filled(plain(f"{row.summary} {row.body}"), lambda line: str(getattr(numbers, line)))
    return Found(row.slug, row.title, *snippet(text, words))
