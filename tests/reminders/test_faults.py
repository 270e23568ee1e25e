"""Storms in which everything dies that can, counted at the receiving servers; script/bench torture runs larger ones."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from script.local import suite
from script.local.bootstrap import ROOT
from script.local.processes import dies_with_this_process
from script.local.var_dir import claim

pytestmark = [pytest.mark.faults, pytest.mark.django_db]

SIZES = (600, pytest.param(6_000, marks=pytest.mark.soak))
SEEDS = (1, 2, 3)
Verdict = dict[str, int]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where another account's PostgreSQL can have its data, as it cannot in pytest's own."""
    path = Path(settings.VAR_DIR) / f"storm-{os.getpid()}"
    with claim(path):
        yield path
    suite.remove(path)


@pytest.fixture(scope="module", params=SIZES)
def reminders(request: pytest.FixtureRequest) -> int:
    """How many fall due in a storm."""
    return int(request.param)


@pytest.fixture(scope="module")
def verdicts(folder: Path, reminders: int, django_db_setup: None) -> dict[int, Verdict]:
    """What came of a storm each, on the same machines."""
    command = [sys.executable, "-m", "tests.reminders.storm", str(folder), str(reminders)]
    storms = subprocess.run(
        [*command, *map(str, SEEDS)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": _address_of_the_test_database()},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=dies_with_this_process(signal.SIGKILL),  # and all it started with it
    )
    assert storms.returncode == 0, storms.stderr
    lines = [json.loads(line) for line in storms.stdout.splitlines() if line.startswith("{")]
    return {line["seed"]: line["verdict"] for line in lines}


@pytest.fixture(params=SEEDS)
def verdict(request: pytest.FixtureRequest, verdicts: dict[int, Verdict]) -> Verdict:
    return verdicts[request.param]


def test_none_is_lost_and_the_outbox_tells_the_truth_about_it(
    verdict: Verdict, reminders: int
) -> None:
    assert verdict["owed"] > reminders * 0.8
    assert (verdict["lost"], verdict["untold"], verdict["open"]) == (0, 0, 0)


def test_nobody_hears_what_they_are_not_to_hear_any_more(verdict: Verdict) -> None:
    assert verdict["forbidden"] == 0


def test_no_more_come_twice_than_were_under_way_and_those_under_the_same_id(
    verdict: Verdict,
) -> None:
    assert verdict["repeated"] <= verdict["may_repeat"]
    assert verdict["unknown"] == 0


def test_of_what_piled_up_only_the_newest_is_said(verdict: Verdict) -> None:
    assert verdict["said_again"] == 0


def test_notifications_open_on_the_device_they_are_for(verdict: Verdict) -> None:
    assert verdict["unreadable"] == 0


def _address_of_the_test_database() -> str:
    server = connection.settings_dict
    login = f"{quote(server['USER'])}:{quote(server['PASSWORD'])}"
    return f"postgresql://{login}@{server['HOST']}:{server['PORT']}/{quote(str(server['NAME']))}"
