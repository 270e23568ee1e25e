"""One article as a file: TOML between two +++ lines, then Markdown that names its facts."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

FENCE = "+++"
OWN = "own"

_MARKERS = re.compile(r"(?:\[\^[^\]\s]+\])+$")
_MARKER = re.compile(r"\[\^([^\]\s]+)\]")
_LINK = re.compile(r"\[([^\]^][^\]]*)\]\(([a-z]+):([^)\s]+)\)")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")


class Unreadable(Exception):
    """A file that cannot be read as an article; carries the line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or one list item, with the facts it names."""

    line: int
    text: str
    item: bool

    @property
    def markers(self) -> list[str]:
        return _MARKER.findall(self.text)

    @property
    def ends_with_marker(self) -> bool:
        return bool(_MARKERS.search(self.text))

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """Each link as (words, kind, target); kind is gloss or article."""
        return _LINK.findall(self.text)

    @property
    def plain(self) -> str:
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class Article:
    """A parsed article; line() finds where a key stands."""

    path: str
    lines: list[str]
    meta: dict[str, Any]
    headings: list[tuple[int, str]]
    blocks: list[Block]

    @property
    def slug(self) -> str:
        return str(self.meta.get("slug", ""))

    @property
    def calls(self) -> list[dict[str, Any]]:
        return list(self.meta.get("calls", []))

    @property
    def rows(self) -> list[str]:
        return [row for call in self.calls for row in call.get("rows", [])]

    @property
    def markers(self) -> list[str]:
        return [name for block in self.blocks for name in block.markers if name != OWN]

    @property
    def body(self) -> str:
        """The paragraphs and list items as a reader hears them, one a line; no headings."""
        return "\n".join(block.plain for block in self.blocks)

    @property
    def around(self) -> str:
        """Everything else a reader sees in sentences: summary, boxes and next steps."""
        parts = [*self.meta.get("summary", []), *self.meta.get("next_steps", [])]
        parts += [call.get("text", "") for call in self.calls]
        parts += [self.meta.get("for_whom", ""), self.meta.get("certainty", "")]
        return "\n".join(plain(part) for part in parts)

    @property
    def word_count(self) -> int:
        shown = [self.body, *(text for _, text in self.headings)]
        return len(" ".join(shown).split())

    def line(self, key: str, nth: int = 0) -> int:
        """The line of a front-matter key, or of the nth [[table]]; 1 when it is missing."""
        start = key if key.startswith("[[") else f"{key} ="
        found = [number for number, text in enumerate(self.lines, 1) if text.startswith(start)]
        return found[nth] if nth < len(found) else 1


def plain(text: str) -> str:
    """Text without markers, link targets and emphasis; a placeholder reads as one word."""
    text = _MARKER.sub("", text)
    text = _LINK.sub(r"\1", text)
    return _PLACEHOLDER.sub("number", text).replace("**", "").strip()


def parse(path: str, text: str) -> Article:
    """Raises Unreadable with the line of what cannot be read."""
    lines = text.split("\n")
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        raise Unreadable(1, "front matter must stand between two +++ lines")
    end = lines.index(FENCE, 1)
    try:
        meta = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_toml_line(error) + 1, f"front matter: {error}") from error
    headings, blocks = _read_body(lines, end + 1)
    return Article(path, lines, meta, headings, blocks)


def _read_body(lines: list[str], start: int) -> tuple[list[tuple[int, str]], list[Block]]:
    headings: list[tuple[int, str]] = []
    blocks: list[Block] = []
    open_line: int | None = None
    for number, raw in enumerate(lines[start:], start + 1):
        text = raw.strip()
        if text.startswith("#"):
            headings.append((number, text))
            open_line = None
        elif not text:
            open_line = None
        elif text.startswith("- "):
            blocks.append(Block(number, text[2:], item=True))
            open_line = number
        elif open_line is not None:
            last = blocks[-1]
            blocks[-1] = Block(last.line, f"{last.text} {text}", last.item)
        else:
            blocks.append(Block(number, text, item=False))
            open_line = number
    return headings, blocks


def _toml_line(error: tomllib.TOMLDecodeError) -> int:
    found = re.search(r"line (\d+)", str(error))
    return int(found.group(1)) if found else 1
