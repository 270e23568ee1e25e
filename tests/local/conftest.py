"""A VAR_DIR for one test, and no servers of the test run leaking into what is started here."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from script.local import account


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """As root its database lives elsewhere, because temporary folders are closed: that goes too."""
    (tmp_path / "log").mkdir()
    yield tmp_path
    shutil.rmtree(account.open_folder(tmp_path), ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_servers_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "PORT", "VAR_DIR"):
        monkeypatch.delenv(name, raising=False)
