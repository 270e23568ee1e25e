"""Bad input: every promise of the shipped files is refused by name, file and line when it is broken."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from apps.core.site_guide import COUNTRIES_DIR
from apps.library import shipped
from apps.library.rules.check import QUESTIONS, check
from apps.library.rules.reading import Masks, grade
from apps.library.rules.seed import load

TODAY = date(2026, 11, 23)
LUNGS = "articles/signs-in-the-lungs.md"

Shelf = tuple[Path, frozenset[str]]
Found = Callable[..., list[str]]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The files with the articles about signs alone, and what that leaves to be said of them."""
    root = Path(shutil.copytree(shipped.DATA, tmp_path_factory.mktemp("shelf") / "library"))
    shutil.copytree(COUNTRIES_DIR, root / "countries")
    for article in {*root.glob("articles/*.md")} - {*root.glob("articles/signs-*.md")}:
        article.unlink()
    return root, frozenset(said_of(root))


@pytest.fixture
def library(shelf: Shelf, tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copytree(shelf[0], tmp_path / "library"))


@pytest.fixture
def found(shelf: Shelf, library: Path) -> Found:
    """What is said of the copy since it was broken."""
    return lambda today=TODAY: [line for line in said_of(library, today) if line not in shelf[1]]


def said_of(root: Path, today: date = TODAY) -> list[str]:
    return [str(problem) for problem in check(load(root), today, lambda _word: 1)]


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_library_keeps_every_promise_and_reads_at_grade_seven() -> None:
    assert check(shipped.seed(), TODAY, shipped.syllables()) == []


def test_every_question_a_family_asks_is_answered() -> None:
    assert len(QUESTIONS) == 17
    covered = {key for article in shipped.seed().articles for key in article.meta["covers"]}
    assert covered == set(QUESTIONS)


def test_a_script_in_a_heading_is_refused(library: Path, found: Found) -> None:
    change(library, LUNGS, "## ", "## <script>alert(1)</script> ")
    assert any("script, markup" in line for line in found())


def test_a_hard_text_is_refused(library: Path) -> None:
    plain = "Blood is frightening to see."
    hard = "Hospitalisation necessitates immediate multidisciplinary consideration. " * 40
    change(library, LUNGS, plain, hard)
    problems = check(load(library), TODAY, shipped.syllables())
    assert any("grade" in str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[^SYM-LUNG-02]", "", "ends without naming its fact"),
        ("[^SYM-LUNG-02]", "[^SYM-LUNG-99]", "unknown fact SYM-LUNG-99"),
        ('next_check = "2027-11-30"', 'next_check = "2026-11-01"', "the next check is past"),
        ('next_check = "2027-11-30"', 'next_check = "soon"', "not a date"),
        ("Blood is frightening to see.", "<script>alert(1)</script>", "script, markup"),
        ("Blood is frightening to see.", "See https://example.org now.", "outside link"),
        ("Blood is frightening to see.", "You can fight cancer.", "banned phrase"),
        ("Blood is frightening to see.", "It is 27 in 100 people.", "not said the other way round"),
        ("Blood is frightening to see.", "It is 27% of people.", "write numbers as"),
        ("Blood is frightening to see.", "Call 999 for help.", "a fixed phone number"),
        ("Blood is frightening to see.", "At 38 °C call.", "write {{fever}}"),
        ("Blood is frightening to see.", "Reviewed by a doctor.", "claims a review"),
        ("Blood is frightening to see.", "Ring {{nobody}}.", "unknown placeholder"),
        ("This does not replace your team.", "Goodbye.", "says nowhere"),
        ("(gloss:GL-41)", "(gloss:GL-99)", "links to nothing"),
        ('covers = ["signs-lungs"]', "covers = []", "no article covers “signs-lungs”"),
        ('rows = ["SYM-LUNG-03"]', 'rows = ["SYM-LUNG-99"]', "unknown sign SYM-LUNG-99"),
        ('"macmillan-secondary", ', "", "macmillan-secondary is missing"),
        ('sources = ["', 'sources = ["nobody", "', "unknown source nobody"),
        ("order = 1", "order = 2", "same order as"),
        ("+++\n", "", "front matter must stand between"),
        ("order = 1", "order = = 1", "front matter:"),
    ],
)
def test_a_broken_article_is_refused(
    library: Path, found: Found, old: str, new: str, message: str
) -> None:
    change(library, LUNGS, old, new)
    assert any(message in line for line in found())


def test_a_problem_names_file_and_line(library: Path, found: Found) -> None:
    change(library, LUNGS, "Blood is frightening to see.", "You can fight cancer.")
    lines = (library / LUNGS).read_text(encoding="utf-8").split("\n")
    at = next(number for number, text in enumerate(lines, 1) if "fight cancer" in text)
    assert f"{LUNGS}:{at}: banned phrase: “fight”" in found()


def test_a_box_less_urgent_than_its_sign_is_refused(library: Path, found: Found) -> None:
    change(library, LUNGS, 'level = "emergency"', 'level = "24h"')
    assert any("24h is less urgent than SYM-LUNG-05 needs" in line for line in found())


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (LUNGS, "On T-DXd, or within 3 months of it: any", "On T-DXd: any", "T-DXd counts"),
        ("when-to-call-now.toml", "T-DXd in the last 3 months:", "On T-DXd:", "T-DXd counts"),
        (LUNGS, "With immunotherapy, now or in the last 2 years,", "On immunotherapy,", "2 years"),
        (
            "when-to-call-now.toml",
            "Chemotherapy in the last 8 weeks, no",
            "On chemotherapy, no",
            "8 w",
        ),
    ],
)
def test_a_line_for_those_on_a_treatment_alone_is_refused(
    library: Path, found: Found, name: str, old: str, new: str, message: str
) -> None:
    change(library, name, old, new)
    assert any(line.startswith(name) and message in line for line in found())


def test_a_sign_left_out_of_the_call_page_is_refused(library: Path, found: Found) -> None:
    change(library, "when-to-call-now.toml", '"SYM-SPINE-02"', '"SYM-SPINE-01"')
    assert any("SYM-SPINE-02 is missing" in line for line in found())


def test_a_source_nobody_uses_is_listed(library: Path, found: Found) -> None:
    extra = '\n[spare]\ntitle = "A"\npublisher = "B"\nyear = 2020\nhow_read = "page"\nurl = "https://example.org"\n'
    with (library / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(extra)
    assert any("spare is never used" in line for line in found())


def test_a_country_without_its_fever_cap_is_refused(library: Path, found: Found) -> None:
    change(library, "countries/gb.toml", "never_above_celsius = 38.0", "never_above_celsius = 38.5")
    assert any("may never be above 38.0" in line for line in found())


def test_every_article_grows_stale(library: Path, found: Found) -> None:
    late = found(date(2028, 1, 1))
    stale = [line for line in late if line.startswith("articles/") and "check is past" in line]
    assert len(stale) == len(load(library).articles)


def test_grade_follows_the_formula() -> None:
    expected = 0.39 * 6 + 11.8 - 15.59
    assert grade("The cat sat on the mat.", lambda word: 1) == pytest.approx(expected)


def test_a_masked_word_counts_as_two_syllables() -> None:
    masks = Masks.of(["trastuzumab deruxtecan"])
    assert grade(masks.apply("Trastuzumab deruxtecan helps."), lambda word: 1) == pytest.approx(
        0.39 * 2 + 11.8 * 3 / 2 - 15.59
    )
