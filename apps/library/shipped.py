"""Where the shipped files lie, and when they are fit to load."""

from datetime import date, timedelta
from pathlib import Path

from apps.core.site_guide import COUNTRIES_DIR
from apps.library.rules.check import check
from apps.library.rules.problems import Problem
from apps.library.rules.reading import Syllables
from apps.library.rules.seed import Seed, load

DATA = Path(__file__).parent / "data"


def seed(root: Path = DATA) -> Seed:
    return load(root, COUNTRIES_DIR)


def problems_for_loading(seed: Seed) -> list[Problem]:
    """Everything wrong with the files but their age and their reading level.

    A release that grew old still starts, and its pages say that they are due; how hard the text is to read
    is measured in the tests, which have a counter of syllables.
    """
    return check(seed, _before_the_first_check(seed), lambda _word: 1)


def _before_the_first_check(seed: Seed) -> date:
    said = [article.meta.get("next_check") for article in seed.articles]
    said += [seed.call_page.data.get("next_check")]
    said += [country.data.get("review_by") for country in seed.countries]
    due = [day for text in said if (day := _date(str(text)))]
    return min(due, default=date.max) - timedelta(days=1)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def syllables() -> Syllables:
    """Syllables by the British hyphenation patterns. pyphen is a package of development only."""
    import pyphen

    patterns = pyphen.Pyphen(lang="en_GB", left=1, right=1)
    return lambda word: len(patterns.positions(word)) + 1
