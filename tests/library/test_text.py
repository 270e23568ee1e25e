"""Text for machines: fingerprints, words to search, minutes to read, the shipped Markdown as rich text."""

import pytest

from apps.library.rules.article import parse
from apps.library.rules.content import (
    fingerprint,
    plain,
    plain_words,
    reading_minutes,
    without_editor_keys,
)
from apps.library.rules.markup import inline, rich_text
from apps.library.rules.searching import search_words, snippet


def test_a_fingerprint_forgets_the_order_and_nothing_else() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_opening_a_page_in_the_editor_is_no_edit() -> None:
    assert without_editor_keys('<p data-block-key="x1y2z">Words</p>') == "<p>Words</p>"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>one</p><p>two</p>", "one two"),
        ('the <a href="/x/">nodes</a>, close by', "the nodes, close by"),
        ("<ul><li>fish &amp; beans</li></ul>", "fish & beans"),
    ],
)
def test_the_words_of_a_piece_of_html(markup: str, words: str) -> None:
    assert plain(markup) == words


def test_searched_text_has_neither_accents_nor_capitals() -> None:
    assert plain_words("<b>Días</b> Ödem") == "dias odem"


@pytest.mark.parametrize(("count", "minutes"), [(1, 1), (200, 1), (201, 2), (700, 4)])
def test_minutes_to_read_are_whole_and_at_least_one(count: int, minutes: int) -> None:
    assert reading_minutes("word " * count) == minutes


def test_a_query_becomes_at_most_eight_bare_words() -> None:
    assert search_words("“Bone”, bone? pain!") == ["bone", "pain"]
    assert len(search_words(" ".join(f"w{n}" for n in range(50)))) == 8
    assert search_words("\x00 ?!") == []


def test_a_snippet_shows_the_word_as_it_is_written() -> None:
    before, match, after = snippet("Most aches are not cancer. Bone pain may last.", ["bone"])
    assert (before, match, after) == ("Most aches are not cancer. ", "Bone", " pain may last.")


def test_a_snippet_without_the_word_is_the_beginning() -> None:
    assert snippet("Only the title has it.", ["liver"]) == ("", "", "Only the title has it.")


SHIPPED = """+++
slug = "x"
+++
## A heading

One **bold** word.[^own] It goes
on.[^F-1]

- a [node](gloss:GL-08)[^F-1]
- see [food](article:food)[^own]

The end.[^own]
"""


def test_shipped_markdown_becomes_the_editors_rich_text() -> None:
    assert rich_text(parse("articles/x.md", SHIPPED)) == (
        "<h2>A heading</h2>"
        "<p>One <b>bold</b> word. It goes on.</p>"
        '<ul><li>a <a href="/learn/words/#gl-08">node</a></li>'
        '<li>see <a href="/learn/food/">food</a></li></ul>'
        "<p>The end.</p>"
    )


def test_html_in_a_shipped_file_is_only_text() -> None:
    assert inline("<b>x</b> & y") == "&lt;b&gt;x&lt;/b&gt; &amp; y"
