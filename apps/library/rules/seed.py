"""The library's files as one value; a file that cannot be read becomes a problem, not an error."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apps.library.rules.article import Article, Unreadable, parse
from apps.library.rules.problems import Problem

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed TOML file that knows on which line each table stands."""

    path: str
    lines: list[str]
    data: Table

    def line(self, table: str) -> int:
        return self.lines.index(f"[{table}]") + 1 if f"[{table}]" in self.lines else 1

    def nth(self, array: str, index: int) -> int:
        found = [number for number, text in enumerate(self.lines, 1) if text == f"[[{array}]]"]
        return found[index] if index < len(found) else 1


@dataclass(slots=True)
class Seed:
    """Everything shipped: articles, what they rest on, words, topics, call page and countries."""

    sources: TomlFile
    facts: TomlFile
    glossary: TomlFile
    topics: TomlFile
    call_page: TomlFile
    countries: list[TomlFile] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def terms(self) -> Table:
        return dict(self.glossary.data.get("terms", {}))

    @property
    def masked_words(self) -> list[str]:
        aliases = [alias for term in self.terms.values() for alias in term.get("aliases", [])]
        return aliases + list(self.glossary.data.get("masked_names", []))


def load(root: Path, countries: Path | None = None) -> Seed:
    """Read every file under root; the countries' folder lies elsewhere when it is named."""
    problems: list[Problem] = []

    def data(name: str) -> TomlFile:
        return _toml(root, Path(f"{name}.toml"), problems)

    seed = Seed(
        sources=data("sources"),
        facts=data("facts"),
        glossary=data("glossary"),
        topics=data("topics"),
        call_page=data("when-to-call-now"),
    )
    folder = countries or root / "countries"
    for path in sorted(folder.glob("*.toml")):
        seed.countries.append(_toml(folder.parent, path.relative_to(folder.parent), problems))
    for path in sorted((root / "articles").glob("*.md")):
        shown = str(path.relative_to(root))
        try:
            seed.articles.append(parse(shown, path.read_text(encoding="utf-8")))
        except Unreadable as error:
            problems.append(Problem(shown, error.line, str(error)))
    seed.problems = problems
    return seed


def _toml(root: Path, name: Path, problems: list[Problem]) -> TomlFile:
    try:
        text = (root / name).read_text(encoding="utf-8")
        return TomlFile(str(name), text.split("\n"), tomllib.loads(text))
    except FileNotFoundError:
        problems.append(Problem(str(name), 1, "missing"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        problems.append(Problem(str(name), int(found.group(1)) if found else 1, str(error)))
    return TomlFile(str(name), [], {})
