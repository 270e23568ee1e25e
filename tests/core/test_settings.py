"""The settings refuse to start half configured, and say what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "SECRET_KEY",
    "SITE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "SMTP_URL",
    "MAIL_FROM",
    "SITE_FILE",
)


def start(
    run: str = "import django; django.setup()", **env: str
) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return subprocess.run(
        [sys.executable, "-c", run],
        cwd=ROOT,
        env=bare | env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_nothing_set_it_refuses_and_names_all_that_is_missing() -> None:
    result = start()
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert all(name in last for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_without_any_one_of_them_it_refuses(name: str) -> None:
    env = {key: os.environ[key] for key in NAMES if key != name}
    result = start(**env)
    assert result.returncode != 0
    assert name in result.stderr


def test_a_mail_service_takes_the_place_of_a_mail_server() -> None:
    env = {key: os.environ[key] for key in NAMES if key != "SMTP_URL"}
    assert start("import portal.settings", **env, MAIL_ESP="mailgun").returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SITE_URL", "http://portal.hospital.example", "https://"),
        ("SITE_URL", "portal.hospital.example", "https://"),
        ("SECRET_KEY", "short", "50 random characters"),
        ("SMS_URL", "twilio://api.twilio.com?from=+441632960000", "SMS_URL must be like"),
        ("SMS_URL", "https://sid:token@api.twilio.com?from=+441632960000", "SMS_URL must be like"),
        ("SMS_URL", "twilio://sid:token@api.twilio.com", "SMS_URL must be like"),
        ("DATABASE_URL", "postgresql://host/name?ssl=yes", "ssl"),
    ],
)
def test_what_would_be_insecure_is_refused(name: str, value: str, said: str) -> None:
    env = {key: os.environ[key] for key in NAMES} | {name: value}
    result = start(**env)
    assert result.returncode != 0
    assert said in result.stderr


def test_connections_over_a_network_are_as_safe_as_their_addresses_say() -> None:
    env = {key: os.environ[key] for key in NAMES}
    env |= {
        "DATABASE_URL": "postgresql://host/name?sslmode=verify-full",
        "REDIS_URL": "rediss://host:6379/0",
    }
    read = "from portal.settings import *; print(DATABASES, CELERY_BROKER_USE_SSL)"
    said = start(read, **env).stdout
    assert "'sslmode': 'verify-full'" in said
    assert "CERT_REQUIRED" in said


def test_the_demo_is_refused_where_others_could_reach_it() -> None:
    env = {key: os.environ[key] for key in NAMES}
    env |= {"SITE_URL": "https://portal.hospital.example", "ALONGSIDE_DEMO": "1"}
    assert "loopback" in start(**env).stderr


def test_a_switch_that_is_neither_on_nor_off_is_refused() -> None:
    env = {key: os.environ[key] for key in NAMES}
    assert "must be 1 or 0" in start(**env, ALONGSIDE_DEMO="true").stderr


def test_the_demos_addresses_do_not_exist_outside_the_demo(client) -> None:  # type: ignore[no-untyped-def]
    for path in ("/outbox/", "/demo/", "/outbox/anything/"):
        assert client.get(path).status_code == 404
