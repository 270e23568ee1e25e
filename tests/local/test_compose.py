"""docker-compose.yml against the settings and scripts, because no Docker runs where these tests do."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from script.local import commands
from script.local.postgres import INITDB

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ["web", "worker", "beat", "migrate"]
SETTINGS = (ROOT / "portal" / "settings.py").read_text()
READ = set(re.findall(r'env\.\w+\("(\w+)"', SETTINGS))
# The image says where its files are; a mail service's settings are the operator's to add, whatever their names.
ELSEWHERE = {"ALONGSIDE_DEMO", "VAR_DIR", "ANYMAIL_"}
BUILDING = re.search(
    r"^RUN (SECRET_KEY=.*?)\bpython manage.py", (ROOT / "Dockerfile").read_text(), re.M | re.S
)


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_runs_as_root_or_may_become_root(name: str) -> None:
    service = SERVICES[name]
    assert service["user"] not in {"root", "0", "0:0"}
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_that_stays_is_watched(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert check.get("test") or (name == "migrate" and check == {"disable": True})


@pytest.mark.parametrize("name", ["postgres", "redis", "mail"])
def test_images_of_others_are_pinned(name: str) -> None:
    assert re.search(r":v?\d", SERVICES[name]["image"])


@pytest.mark.parametrize("name", OURS)
def test_our_services_get_what_the_settings_read_and_nothing_else(name: str) -> None:
    assert set(SERVICES[name]["environment"]) == READ - ELSEWHERE


def test_the_settings_load_with_what_the_image_is_built_with() -> None:
    assert BUILDING
    words = BUILDING[1].replace("\\\n", " ").split()
    given = dict(word.split("=", 1) for word in words) | {"PATH": os.environ["PATH"]}
    run = [sys.executable, "-c", "import portal.settings"]
    done = subprocess.run(run, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_containers_run_the_commands_of_script_server() -> None:
    assert SERVICES["web"]["command"] == commands.web("0.0.0.0:8000")
    assert SERVICES["worker"]["command"] == commands.worker()
    assert SERVICES["beat"]["command"] == commands.beat("/tmp/beat")  # noqa: S108
    steps = (commands.manage("migrate", "--no-input"), commands.manage("load_articles"))
    both = " && ".join(" ".join(["python", *step]) for step in steps)
    assert SERVICES["migrate"]["command"] == ["sh", "-c", both]


def test_what_must_survive_is_on_named_volumes() -> None:
    assert SERVICES["postgres"]["volumes"] == ["database:/var/lib/postgresql"]
    assert SERVICES["redis"]["volumes"] == ["broker:/data"]
    assert set(COMPOSE["volumes"]) == {"database", "broker"}
    assert "--appendonly" in SERVICES["redis"]["command"]


def test_the_database_sorts_and_searches_as_the_embedded_one_does() -> None:
    given = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert set(given) <= set(INITDB)
    assert {"--builtin-locale=C.UTF-8", "--lc-ctype=C.UTF-8"} <= set(given)


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_of_ours_starts_before_the_tables_are_there(name: str) -> None:
    waits = SERVICES[name]["depends_on"]
    assert waits["migrate"] == {"condition": "service_completed_successfully"}
    assert waits["postgres"] == waits["redis"] == {"condition": "service_healthy"}


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_open_to_this_machine_only(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


def test_no_secret_is_written_into_the_file() -> None:
    secrets = re.findall(
        r"(?:PASSWORD|SECRET_KEY|AUTH): (\S+)", (ROOT / "docker-compose.yml").read_text()
    )
    assert secrets
    assert all(value.startswith("${") for value in secrets)


def test_the_demo_is_not_in_the_image() -> None:
    assert "apps/demo" in (ROOT / ".dockerignore").read_text().splitlines()


def test_every_variable_of_the_settings_is_explained_to_operators() -> None:
    table = (ROOT / "docs" / "deploy.md").read_text()
    assert [name for name in sorted(READ) if f"`{name}`" not in table] == []
