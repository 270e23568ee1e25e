"""The locked lists: complete, agreeing with each other, and silent about where packages come from."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = ["requirements.txt", "requirements-local.txt", "requirements-dev.txt"]


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def names(wanted: list[object]) -> set[str]:
    found = (re.match(r"[\w.-]+", entry) for entry in wanted if isinstance(entry, str))
    return {match[0].lower() for match in found if match}


@pytest.mark.parametrize("name", [*LISTS, "script/local/uv.txt"])
def test_every_package_is_pinned_by_hash(name: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "==" not in entry] == []


@pytest.mark.parametrize("name", [*LISTS, "script/local/uv.txt"])
def test_no_list_names_an_index(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_wider_lists_hold_the_narrower_ones_at_the_same_versions() -> None:
    for narrow, wide in pairwise(LISTS):
        assert pins(narrow).items() <= pins(wide).items()


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    assert names(project["project"]["dependencies"]) <= pins("requirements.txt").keys()
    assert names(groups["local"]) <= pins("requirements-local.txt").keys()
    assert names(groups["dev"]) <= pins("requirements-dev.txt").keys()
