"""Loading the shipped files: twice changes nothing, and an operator's edit is never overwritten."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import CommandError, call_command

from apps.library import services, shipped
from apps.library.models import ArticlePage, Shipped, Term
from apps.library.rules.article import parse
from apps.library.rules.seed import Seed
from apps.library.rules.shipping import Step, step

pytestmark = pytest.mark.usefixtures("library")


def changed(slug: str, old: str, new: str) -> Seed:
    """The shipped files with one article edited, as in a newer version."""
    seed = shipped.seed()
    articles = [
        parse(a.path, "\n".join(a.lines).replace(old, new)) if a.slug == slug else a
        for a in seed.articles
    ]
    return replace(seed, articles=articles)


NEWER = ("For people after breast cancer", "For everyone who cooks")


def food() -> ArticlePage:
    return ArticlePage.objects.get(slug="food")


def test_loading_again_changes_nothing() -> None:
    before = food().latest_revision_created_at
    loaded = services.load_shipped(shipped.seed())
    assert set(+loaded.steps) == {Step.NOTHING}
    assert food().latest_revision_created_at == before


def test_a_newer_version_updates_what_nobody_touched() -> None:
    loaded = services.load_shipped(changed("food", *NEWER))
    assert loaded.steps[Step.UPDATE] == 1
    assert food().for_whom.startswith("For everyone who cooks")
    assert food().sources.count() > 3


def test_an_operators_published_edit_stays() -> None:
    page = food()
    page.title = "Our own words about food"
    page.save_revision().publish()
    loaded = services.load_shipped(changed("food", *NEWER))
    assert loaded.kept == ["article food"]
    assert food().title == "Our own words about food"
    assert not food().for_whom.startswith("For everyone")


def test_an_operators_draft_stays() -> None:
    page = food()
    page.title = "Half-written"
    page.save_revision()
    services.load_shipped(changed("food", *NEWER))
    assert food().get_latest_revision_as_object().title == "Half-written"
    assert not food().for_whom.startswith("For everyone")


def test_an_article_the_operator_took_down_stays_down() -> None:
    food().unpublish()
    services.load_shipped(changed("food", *NEWER))
    assert not food().live


def test_an_article_the_operator_deleted_does_not_come_back() -> None:
    food().delete()
    services.load_shipped(shipped.seed())
    assert not ArticlePage.objects.filter(slug="food").exists()


def test_an_edited_glossary_term_stays() -> None:
    Term.objects.filter(key="gl-08").update(meaning="Ours.")
    services.load_shipped(shipped.seed())
    assert Term.objects.get(key="gl-08").meaning == "Ours."


def test_a_page_of_the_operators_own_with_a_shipped_name_stays() -> None:
    Shipped.objects.filter(key="food").delete()
    assert "article food" in services.load_shipped(shipped.seed()).kept


@pytest.mark.parametrize(
    ("shipped_file", "shipped_row", "file", "row", "expected"),
    [
        (None, None, "f", None, Step.CREATE),
        (None, None, "f", "r", Step.KEEP),
        ("f", "r", "f", "r", Step.NOTHING),
        ("f", "r", "g", "r", Step.UPDATE),
        ("f", "r", "g", "s", Step.KEEP),
        ("f", "r", "f", "s", Step.KEEP),
        ("f", "r", "g", None, Step.KEEP),
    ],
)
def test_a_text_is_written_only_where_nobody_changed_it(
    shipped_file: str | None, shipped_row: str | None, file: str, row: str | None, expected: Step
) -> None:
    found = step(shipped_file=shipped_file, shipped_row=shipped_row, file=file, row=row)
    assert found is expected


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sources = ["', 'sources = ["nowhere", "', "unknown source nowhere"),
        ('facts = ["', 'facts = ["F-NONE-01", "', "unknown fact F-NONE-01"),
        ("## ", "## <script>alert(1)</script>", "script"),
        ("+++\n", "+++\nbroken [\n", "front matter"),
    ],
)
def test_a_bad_file_is_refused_with_its_place_and_the_old_articles_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    root = copytree(shipped.DATA, tmp_path / "data")
    bad = root / "articles/food.md"
    bad.write_text(bad.read_text().replace(old, new, 1))
    monkeypatch.setattr(shipped, "seed", lambda: shipped.load(root, shipped.COUNTRIES_DIR))
    with pytest.raises(CommandError) as refused:
        call_command("load_articles")
    assert said in str(refused.value)
    assert "articles/food.md:" in str(refused.value)
    assert food().live


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_articles")
    assert "0 made, 0 updated, 0 kept as the operator has it" in capsys.readouterr().out
