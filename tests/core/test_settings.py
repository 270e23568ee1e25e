"""The settings refuse to start half configured, and say what is missing."""

import os
import runpy
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env as reading

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

Read = Callable[..., dict[str, Any]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """The settings as a process finds them that has this environment and no other."""

    def settings(**env: str) -> dict[str, Any]:
        monkeypatch.setattr(os, "environ", env)
        monkeypatch.setattr(reading, "missing", [])
        return runpy.run_path(str(ROOT / "portal/settings.py"))

    return settings


@pytest.fixture
def whole() -> dict[str, str]:
    """All that must be set, as it is for these tests."""
    return {name: os.environ[name] for name in NAMES}


def test_with_nothing_set_it_refuses_to_start_and_names_all_that_is_missing() -> None:
    kept = ("PATH", "PYTHONPYCACHEPREFIX")
    bare = {name: os.environ[name] for name in kept if name in os.environ}
    result = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env=bare | {"DJANGO_SETTINGS_MODULE": "portal.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert all(name in last for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_without_any_one_of_them_it_refuses(read: Read, whole: dict[str, str], name: str) -> None:
    del whole[name]
    with pytest.raises(ImproperlyConfigured, match=name):
        read(**whole)


def test_a_mail_service_takes_the_place_of_a_mail_server(read: Read, whole: dict[str, str]) -> None:
    del whole["SMTP_URL"]
    assert read(**whole, MAIL_ESP="mailgun")["MAIL_ESP"] == "mailgun"


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
        ("ALONGSIDE_DEMO", "true", "must be 1 or 0"),
    ],
)
def test_what_would_be_insecure_or_means_nothing_is_refused(
    read: Read, whole: dict[str, str], name: str, value: str, said: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read(**whole | {name: value})


def test_connections_over_a_network_are_as_safe_as_their_addresses_say(
    read: Read, whole: dict[str, str]
) -> None:
    whole["DATABASE_URL"] = "postgresql://host/name?sslmode=verify-full"
    whole["REDIS_URL"] = "rediss://host:6379/0"
    settings = read(**whole)
    assert settings["DATABASES"]["default"]["OPTIONS"]["sslmode"] == "verify-full"
    assert settings["CELERY_BROKER_USE_SSL"] == {"ssl_cert_reqs": ssl.CERT_REQUIRED}


def test_the_demo_is_refused_where_others_could_reach_it(read: Read, whole: dict[str, str]) -> None:
    whole["SITE_URL"] = "https://portal.hospital.example"
    assert read(**whole)["DEMO"] is False
    with pytest.raises(ImproperlyConfigured, match="loopback"):
        read(**whole, ALONGSIDE_DEMO="1")


def test_the_demos_addresses_do_not_exist_outside_the_demo(client) -> None:  # type: ignore[no-untyped-def]
    for path in ("/outbox/", "/demo/", "/outbox/anything/"):
        assert client.get(path).status_code == 404
