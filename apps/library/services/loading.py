"""Loading the shipped files: safe to run at every start, and never over an operator's own edits."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction
from wagtail.models import Locale, Page, Site

from apps.library.models import ArticlePage, LearnIndexPage, Shipped, Source, Term, TopicPage
from apps.library.rules.article import Article
from apps.library.rules.content import fingerprint
from apps.library.rules.markup import rich_text
from apps.library.rules.seed import Seed
from apps.library.rules.shipping import Step, step
from apps.library.services.cache import forget_pages

Kind = Shipped.Kind


@dataclass(slots=True)
class Loaded:
    """How many texts were made, updated, kept as the operator has them, or unchanged; and which were kept."""

    steps: Counter[Step] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_shipped(seed: Seed) -> Loaded:
    """Bring the database to the shipped files. The seed must have passed its check."""
    loader = _Loader(Loaded())
    loader.words(seed)
    index = _index()
    loader.topics(seed, index)
    loader.articles(seed)
    forget_pages()
    return loader.loaded


@dataclass(slots=True)
class _Loader:
    loaded: Loaded
    shipped: dict[tuple[str, str], Shipped] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shipped = {(row.kind, row.key): row for row in Shipped.objects.all()}

    def step(self, kind: Kind, key: str, file: str, row: str | None) -> Step:
        """What to do with one text, counted."""
        before = self.shipped.get((kind, key))
        found = step(
            shipped_file=before.file_hash if before else None,
            shipped_row=before.row_hash if before else None,
            file=file,
            row=row,
        )
        self.loaded.steps[found] += 1
        if found is Step.KEEP:
            self.loaded.kept.append(f"{kind.value} {key}")
        return found

    def note(self, kind: Kind, key: str, file: str, row: str) -> None:
        Shipped.objects.update_or_create(
            kind=kind, key=key, defaults={"file_hash": file, "row_hash": row}
        )

    def words(self, seed: Seed) -> None:
        for key, entry in seed.terms.items():
            self.row(Kind.TERM, Term, key.lower(), _term(entry))
        for key, entry in seed.sources.data.items():
            self.row(Kind.SOURCE, Source, key, _source(entry))

    def row(self, kind: Kind, model: type[models.Model], key: str, values: dict[str, Any]) -> None:
        """A term or a source: its fingerprint is that of its values, in the file and in the table."""
        found = model._default_manager.filter(key=key).first()  # noqa: SLF001
        now = {name: getattr(found, name) for name in values} if found else None
        file = fingerprint(values)
        if self.step(kind, key, file, fingerprint(now) if now else None) in WRITING:
            new = found or model(key=key)
            for name, value in values.items():
                setattr(new, name, value)
            new.full_clean()
            new.save()
            self.note(kind, key, file, file)

    def topics(self, seed: Seed, index: Page) -> None:
        topics = sorted(seed.topics.data.items(), key=lambda item: item[1]["order"])
        for slug, entry in topics:
            values = {"title": entry["title"], "summary": entry["summary"]}
            found = TopicPage.objects.filter(slug=slug).first()
            file = fingerprint(values)
            todo = self.step(Kind.TOPIC, slug, file, _untouched(found))
            if todo in WRITING:
                page = _write(found or TopicPage(slug=slug), values, index)
                self.note(Kind.TOPIC, slug, file, page.content_hash())

    def articles(self, seed: Seed) -> None:
        """Two rounds: an article can only name a related one that is there."""
        written: list[tuple[Article, ArticlePage]] = []
        parents = {page.slug: page for page in TopicPage.objects.all()}
        for article in sorted(seed.articles, key=lambda a: (a.meta["topic"], a.meta["order"])):
            found = ArticlePage.objects.filter(slug=article.slug).first()
            file = fingerprint({"lines": article.lines})
            todo = self.step(Kind.ARTICLE, article.slug, file, _untouched(found))
            parent = parents.get(article.meta["topic"])
            if todo in WRITING and parent is not None:
                page = _write(found or ArticlePage(slug=article.slug), _article(article), parent)
                written.append((article, page))
        pages = {page.slug: page for page in ArticlePage.objects.all()}
        sources = {source.key: source for source in Source.objects.all()}
        for article, page in written:
            page.related.set(_those(pages, article.meta["related"]))
            page.sources.set(_those(sources, article.meta["sources"]))
            page.save_revision().publish(log_action=False)
            self.note(
                Kind.ARTICLE, article.slug, fingerprint({"lines": article.lines}),
                ArticlePage.objects.get(pk=page.pk).content_hash(),
            )  # fmt: skip


WRITING = {Step.CREATE, Step.UPDATE}
Written = TypeVar("Written", ArticlePage, TopicPage)


def _write(page: Written, values: Mapping[str, Any], parent: Page) -> Written:
    for name, value in values.items():
        setattr(page, name, value)
    if page.pk is None:
        parent.add_child(instance=page)
    else:
        page.save()
    return page


def _untouched(page: ArticlePage | TopicPage | None) -> str | None:
    """The page's fingerprint; one no file ever has when an editor began something with it."""
    if page is None:
        return None
    busy = not page.live or page.has_unpublished_changes or getattr(page, "reviewed_hash", "")
    return "the operator's" if busy else page.content_hash()


def _article(article: Article) -> dict[str, Any]:
    meta = article.meta
    return {
        "title": meta["title"],
        "for_whom": meta["for_whom"],
        "summary": "\n".join(meta["summary"]),
        "body": rich_text(article),
        "certainty": meta["certainty"],
        "calls": [("call", _call(call)) for call in article.calls],
        "next_steps": "\n".join(meta["next_steps"]),
        "sources_checked": meta["sources_checked"],
        "next_check": meta["next_check"],
    }


def _call(call: Mapping[str, Any]) -> dict[str, str]:
    return {"level": call["level"], "text": call["text"], "rows": " ".join(call["rows"])}


def _term(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "term": entry["term"],
        "also": ", ".join(entry["aliases"]),
        "meaning": entry["meaning"],
    }


def _source(entry: Mapping[str, Any]) -> dict[str, Any]:
    names = ("title", "publisher", "year", "url", "citation", "how_read", "note")
    return {name: entry.get(name, "") for name in names}


def _those(rows: Mapping[str, Any], keys: list[str]) -> list[Any]:
    return [rows[key] for key in keys if key in rows]


def _index() -> Page:
    """The library's front page; on a new site it takes the place of Wagtail's welcome page."""
    index = LearnIndexPage.objects.first()
    if index is not None:
        return index
    locale, _made = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    index = LearnIndexPage(title="Learn", slug="learn", locale=locale)
    root.add_child(instance=index)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": index}
    )
    for welcome in Page.objects.filter(depth=2).exact_type(Page):
        welcome.delete()
    return index
