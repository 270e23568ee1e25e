"""The embedded database after a run that was cut off."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from script.local import services
from script.local.account import open_folder
from script.local.postgres import Postgres
from script.local.processes import wait_for
from script.local.trouble import Trouble

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A VAR_DIR whose database one test after the other leaves behind."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "log").mkdir()
    Postgres(folder).process()
    yield folder
    shutil.rmtree(open_folder(folder), ignore_errors=True)


def count_visits(url: str) -> int:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS visit (at timestamptz DEFAULT now())")
        connection.execute("INSERT INTO visit DEFAULT VALUES")
        row = connection.execute("SELECT count(*) FROM visit").fetchone()
    assert row
    return int(row[0])


def test_data_stays_from_run_to_run_and_chinese_can_be_searched(kept: Path) -> None:
    with services.running(kept) as addresses:
        before = count_visits(addresses["DATABASE_URL"])
    with (
        services.running(kept) as addresses,
        psycopg.connect(addresses["DATABASE_URL"]) as connection,
    ):
        assert count_visits(addresses["DATABASE_URL"]) == before + 1
        connection.execute("CREATE EXTENSION pg_trgm")
        [trigrams] = connection.execute("SELECT show_trgm('复发风险')").fetchone() or [[]]
    assert trigrams


def test_a_killed_server_starts_again_with_its_data(kept: Path) -> None:
    first = Postgres(kept)
    process = first.process()
    process.start()
    wait_for(first.is_ready, "postgres", [process])
    before = count_visits(first.url)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.wait()
    with services.running(kept) as addresses:
        assert count_visits(addresses["DATABASE_URL"]) == before + 1


def test_a_stale_pid_file_harms_nobody(kept: Path) -> None:
    data = Postgres(kept).data
    with subprocess.Popen(["sleep", "60"]) as stranger:
        try:
            (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n1\n1\n\n127.0.0.1\n")
            with services.running(kept) as addresses:
                assert count_visits(addresses["DATABASE_URL"])
            assert psutil.Process(stranger.pid).is_running()
        finally:
            stranger.kill()


def test_a_half_finished_set_up_starts_over(folder: Path) -> None:
    home = Postgres(folder).home
    for remains in ("data", "unfinished"):
        (home / remains / "base").mkdir(parents=True)
    with services.running(folder) as addresses:
        assert count_visits(addresses["DATABASE_URL"]) == 1


def test_data_of_another_major_version_is_refused_in_one_sentence(kept: Path) -> None:
    postgres = Postgres(kept)
    version = postgres.data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("12\n")
    try:
        with pytest.raises(Trouble, match="was made by PostgreSQL 12 and this is 18"):
            postgres.process()
    finally:
        version.write_text(ours)


def test_passwords_are_for_their_owner_alone(kept: Path) -> None:
    services.needed(kept)  # all that is written before a start
    keys = [*(kept / "keys").iterdir(), kept / "valkey" / "valkey.conf"]
    assert {path.stat().st_mode & 0o777 for path in keys} == {0o600}
