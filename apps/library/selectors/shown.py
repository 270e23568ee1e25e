"""What the pages show, as plain values that can be kept in a cache."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ArticleLink:
    pk: int
    slug: str
    title: str
    line: str  # the first line of its summary
    minutes: int


@dataclass(frozen=True, slots=True)
class TopicShown:
    slug: str
    title: str
    summary: str
    articles: tuple[ArticleLink, ...]


@dataclass(frozen=True, slots=True)
class SourceShown:
    title: str
    publisher: str
    year: int
    url: str
    citation: str
    how_read: str
    note: str


@dataclass(frozen=True, slots=True)
class CallGroup:
    """The signs of one urgency; ``what_to_do`` still holds {{hotline}} and the like."""

    level: str
    heading: str
    what_to_do: tuple[str, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    name: str
    role: str
    on: date


@dataclass(frozen=True, slots=True)
class ArticleShown:
    slug: str
    title: str
    topic: TopicShown | None
    for_whom: str
    minutes: int
    summary: tuple[str, ...]
    body: str  # safe HTML, the numbers still to be filled in
    certainty: str
    calls: tuple[CallGroup, ...]
    next_steps: tuple[str, ...]
    related: tuple[ArticleLink, ...]
    sources: tuple[SourceShown, ...]
    sources_checked: date
    next_check: date
    review: Review | None
