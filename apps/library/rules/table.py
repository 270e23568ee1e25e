"""The generated table: article × facts × sources × reading level × next check."""

from apps.library.rules.article import Article
from apps.library.rules.reading import Masks, Syllables, grade
from apps.library.rules.seed import Seed

START, END = "<!-- table: manage.py library_table -->", "<!-- end of the table -->"
HEAD = (
    "| article | facts | sources | words | grade | next check |",
    "|---|---|---|---:|---:|---|",
)


def table(seed: Seed, syllables: Syllables) -> str:
    """One row an article, in the order readers see them; the grade is of the masked text."""
    masks = Masks.of(seed.masked_words)
    topics = seed.topics.data
    ordered = sorted(
        seed.articles, key=lambda a: (topics[a.meta["topic"]]["order"], a.meta["order"])
    )
    return "\n".join([*HEAD, *(_row(article, masks, syllables) for article in ordered)])


def filled(page: str, table: str) -> str:
    """The page with the table between its two marks. Raises ValueError without them."""
    start, end = page.index(START) + len(START), page.index(END)
    return f"{page[:start]}\n{table}\n{page[end:]}"


def _row(article: Article, masks: Masks, syllables: Syllables) -> str:
    meta = article.meta
    level = grade(masks.apply(article.body), syllables)
    cells = (
        article.slug,
        ", ".join(meta["facts"]),
        ", ".join(meta["sources"]),
        str(article.word_count),
        f"{level:.1f}",
        meta["next_check"],
    )
    return f"| {' | '.join(cells)} |"
