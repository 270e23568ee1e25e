"""What a linter cannot say about our code, each rule with its reason."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

from apps.circles.kinds import Section
from apps.circles.models import CircleOwned

ROOT = Path(__file__).resolve().parents[2]
APPS = ROOT / "apps"


def sources(*patterns: str) -> Iterator[tuple[str, ast.Module]]:
    for pattern in patterns:
        for path in sorted(APPS.glob(pattern)):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), parsed(path)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    return (*ast.walk(tree),)


def attributes(tree: ast.AST, name: str) -> list[int]:
    return [n.lineno for n in nodes(tree) if isinstance(n, ast.Attribute) and n.attr == name]


def calls(tree: ast.AST, name: str) -> list[int]:
    return [
        n.lineno
        for n in nodes(tree)
        if isinstance(n, ast.Call)
        and (getattr(n.func, "id", None) == name or getattr(n.func, "attr", None) == name)
    ]


def test_pages_and_forms_ask_selectors_and_never_the_database() -> None:
    wrong = [
        f"{name}:{line}"
        for name, tree in sources(
            "*/views.py",
            "*/views/*.py",
            "*/forms.py",
            "*/forms/*.py",
            "*/urls.py",
            "*/templatetags/*.py",
        )
        for line in attributes(tree, "objects")
    ]
    assert wrong == []


def test_only_the_access_module_makes_an_access() -> None:
    wrong = [
        f"{name}:{line}"
        for name, tree in sources("**/*.py")
        if name != "apps/circles/access.py"
        for line in calls(tree, "Access")
    ]
    assert wrong == []


def test_services_selectors_and_tasks_know_no_request() -> None:
    """A job has no request; what works for a page alone is in the wrong place."""
    wrong = [
        name
        for name, tree in sources(
            "*/services.py", "*/services/*.py", "*/selectors.py", "*/selectors/*.py", "*/tasks.py"
        )
        for node in nodes(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.http"
        for alias in node.names
        if alias.name == "HttpRequest"
    ]
    assert wrong == []


CLOCKS = {"now", "today", "utcnow"}


def test_the_clock_is_read_in_one_place() -> None:
    """Else a test cannot set the time, and a zone is forgotten."""
    wrong = []
    for name, tree in sources("**/*.py"):
        # The demo's sink and gateway run without Django.
        if name in {"apps/core/clock.py", "apps/demo/sink.py", "apps/demo/gateway.py"}:
            continue
        for node in nodes(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                if node.func.attr in CLOCKS and owner in {"timezone", "datetime", "date"}:
                    wrong.append(f"{name}:{node.lineno}")
    assert wrong == []


def test_apps_read_no_environment_and_print_nothing() -> None:
    wrong = [
        f"{name}:{line}"
        for name, tree in sources("**/*.py")
        for line in attributes(tree, "environ") + calls(tree, "getenv") + calls(tree, "print")
    ]
    assert wrong == []


def test_our_apps_send_each_other_no_signals() -> None:
    """A call one can read beats an effect one cannot see."""
    wrong = [
        name
        for name, tree in sources("**/*.py")
        for node in nodes(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("signals")
    ]
    assert wrong == []


def circle_rows() -> list[type[CircleOwned]]:
    return [model for model in apps.get_models() if issubclass(model, CircleOwned)]


def test_every_circle_row_names_its_section() -> None:
    assert circle_rows()
    for model in circle_rows():
        assert isinstance(model.section, Section)


def test_circle_rows_outside_their_room_are_read_through_an_access() -> None:
    """``visible_to`` first: a circle's rows are never fetched by id alone in a page's path."""
    names = {model.__name__ for model in circle_rows()}

    def is_manager_of_circle_rows(node: ast.expr) -> bool:
        return (
            isinstance(node, ast.Attribute)
            and node.attr == "objects"
            and getattr(node.value, "id", "") in names
        )

    wrong = [
        f"{name}:{node.lineno} {node.attr}"
        for name, tree in sources("*/selectors.py", "*/selectors/*.py")
        for node in nodes(tree)
        if isinstance(node, ast.Attribute)
        and is_manager_of_circle_rows(node.value)
        and node.attr not in {"visible_to", "visible_to_any", "of_visible"}
    ]
    assert wrong == []


def test_files_can_be_read_in_one_go() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for folder in ("apps", "portal", "tests", "script", "bench")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    ]
    assert long == []


def test_every_module_says_why_it_exists() -> None:
    silent = [
        name
        for name, tree in sources("**/*.py")
        if tree.body and not ast.get_docstring(tree) and not name.endswith("apps.py")
    ]
    assert silent == []


def test_no_migration_was_named_by_the_machine() -> None:
    auto = re.compile(r"_auto_\d{8}")
    assert [p.name for p in APPS.rglob("migrations/*.py") if auto.search(p.name)] == []


def test_no_template_holds_how_a_day_or_a_time_is_written() -> None:
    """Translators change that in ``core.days``; what is left are addresses and ids."""
    fixed = re.compile(r'\|(?:date|time):"(?!Y-m)[^"]*"')
    templates = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]
    found = {path.name: fixed.findall(path.read_text(encoding="utf-8")) for path in templates}
    assert {name: formats for name, formats in found.items() if formats} == {}


def test_each_form_that_is_posted_carries_its_token() -> None:
    form = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
    forms = [
        (str(path.relative_to(ROOT)), found)
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for found in form.findall(path.read_text(encoding="utf-8"))
    ]
    assert forms
    assert [name for name, found in forms if "{% csrf_token %}" not in found] == []
