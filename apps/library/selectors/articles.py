"""The library as readers see it: what there is, one article, its sources and related ones."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from apps.library.kinds import HowRead
from apps.library.models import ArticlePage, Source, Term, TopicPage
from apps.library.rendering import body_html
from apps.library.selectors.calls import call_groups
from apps.library.selectors.kept import kept
from apps.library.selectors.shown import (
    ArticleLink,
    ArticleShown,
    Review,
    SourceShown,
    TopicShown,
)

SOURCE_FIELDS = ("title", "publisher", "year", "url", "citation", "how_read", "note")


def topics() -> tuple[TopicShown, ...]:
    """All topics with their articles, in the order of the tree; one query, none when kept."""
    return kept("topics", _topics)


def topic(slug: str) -> TopicShown | None:
    return next((topic for topic in topics() if topic.slug == slug), None)


def article(slug: str, language: str) -> ArticleShown | None:
    """A published article; at most three queries, none when kept."""
    return kept(f"article:{language}:{slug}", lambda: _article(slug))


def link(slug: str) -> ArticleLink | None:
    """An article's title and line, without its text."""
    every = (article for topic in topics() for article in topic.articles)
    return next((article for article in every if article.slug == slug), None)


def words() -> list[Term]:
    """The glossary, in the order of the alphabet."""
    return list(Term.objects.order_by("term"))


def draft(page: ArticlePage) -> ArticleShown:
    """A page that is being edited, as its readers would see it."""
    sources = list(page.sources.all())
    return _shown(
        page,
        related=[other.pk for other in page.related.all()],
        sources=[
            {"key": s.key} | {name: getattr(s, name) for name in SOURCE_FIELDS} for s in sources
        ],
    )


def _article(slug: str) -> ArticleShown | None:
    fields = {name: name for name in ("key", *SOURCE_FIELDS)}
    sources = Source.objects.filter(articlepage=OuterRef("pk")).order_by("title")
    related = ArticlePage.related.through.objects.filter(from_articlepage=OuterRef("pk"))
    page = (
        ArticlePage.objects.live()
        .filter(slug=slug)
        .annotate(
            source_rows=ArraySubquery(sources.values(row=JSONObject(**fields))),
            related_pks=ArraySubquery(related.values("to_articlepage")),
        )
        .first()
    )
    return _shown(page, page.related_pks, page.source_rows) if page else None


def _shown(
    page: ArticlePage, related: Collection[int], sources: Collection[Mapping[str, Any]]
) -> ArticleShown:
    content = page.content_hash(related, [source["key"] for source in sources])
    every = topics()
    return ArticleShown(
        slug=page.slug,
        title=page.title,
        topic=next((t for t in every if any(a.slug == page.slug for a in t.articles)), None),
        for_whom=page.for_whom,
        minutes=page.minutes,
        summary=_lines(page.summary),
        body=body_html(page.body, {term.key: term for term in Term.objects.all()}),
        certainty=page.certainty,
        calls=call_groups((call.value["level"], call.value["text"]) for call in page.calls),
        next_steps=_lines(page.next_steps),
        related=tuple(a for t in every for a in t.articles if a.pk in related),
        sources=tuple(_source(source) for source in sources),
        sources_checked=date.fromisoformat(f"{page.sources_checked}-01"),
        next_check=page.next_check,
        review=_review(page, content),
    )


def _review(page: ArticlePage, content: str) -> Review | None:
    if page.reviewed_on is None or not page.is_reviewed(content):
        return None
    return Review(page.reviewer_name, page.reviewer_role, page.reviewed_on)


def _topics() -> tuple[TopicShown, ...]:
    articles = (
        ArticlePage.objects.live()
        .filter(path__startswith=OuterRef("path"))
        .order_by("path")
        .values(
            row=JSONObject(
                pk="pk", slug="slug", title="title", summary="summary", minutes="minutes"
            )
        )
    )
    rows = TopicPage.objects.live().order_by("path").annotate(article_rows=ArraySubquery(articles))
    return tuple(
        TopicShown(
            slug=row.slug,
            title=row.title,
            summary=row.summary,
            articles=tuple(_link(article) for article in row.article_rows),
        )
        for row in rows
    )


def _link(row: Mapping[str, Any]) -> ArticleLink:
    line = next(iter(_lines(row["summary"])), "")
    return ArticleLink(row["pk"], row["slug"], row["title"], line, row["minutes"])


def _source(row: Mapping[str, Any]) -> SourceShown:
    values = {name: row[name] for name in SOURCE_FIELDS}
    return SourceShown(**values | {"how_read": str(HowRead(row["how_read"]).label)})


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
