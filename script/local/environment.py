"""The environment that portal/settings.py reads, for each way of running here. docs/deploy.md has the table."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from script.local import keys, ports
from script.local.bootstrap import ROOT

DEMO_SITE = str(ROOT / "apps" / "demo" / "data" / "site" / "site.toml")
SMS_ACCOUNT, SMS_SENDER = "AC00000000000000000000000000000000", "+447700900000"  # invented
SMS_KEY = "gateway"
NOWHERE = f"{ports.LOOPBACK}:1"  # refuses at once: for what must be named and is not used
# What else portal/settings.py reads. A setting of production's in this shell must not leak in here.
NOT_FROM_THE_SHELL = re.compile(
    r"(ANYMAIL_|REMINDER_|SMS_\w*BUDGET)|(ALARM_MAIL|HSTS_SUBDOMAINS|LOG_LEVEL|METRICS_TOKEN)$"
)


def _shell() -> dict[str, str]:
    return {k: value for k, value in os.environ.items() if not NOT_FROM_THE_SHELL.match(k)}


def demo(
    var_dir: Path, port: int, sink_port: int, gateway_port: int, addresses: Mapping[str, str]
) -> dict[str, str]:
    """What script/server decides itself."""
    return {
        **_shell(),
        **addresses,
        "ALONGSIDE_DEMO": "1",
        "SECRET_KEY": keys.secret(var_dir, "django"),
        "SITE_URL": f"http://localhost:{port}",
        "SITE_FILE": DEMO_SITE,
        "SMTP_URL": f"smtp://{ports.LOOPBACK}:{sink_port}",
        "MAIL_FROM": "Alongside <hello@alongside.example>",
        "MAIL_ESP": "",
        "SMS_URL": sms_url(var_dir, gateway_port),
        "SMS_COUNTRIES": "",
        "PUSH_KEY": keys.push(var_dir),
        "PUSH_HOSTS": "",
        "VAR_DIR": str(var_dir),
        "PROXY_COUNT": "0",
        "PYTHONUNBUFFERED": "1",
    }


def tests(var_dir: Path, addresses: Mapping[str, str]) -> dict[str, str]:
    """Production's settings on plain http; the tests start what else they need."""
    return {
        **_shell(),
        **addresses,
        "ALONGSIDE_DEMO": "",
        "SECRET_KEY": "only-for-tests-" * 4,
        "SITE_URL": "http://localhost",
        "SITE_FILE": DEMO_SITE,
        "SMTP_URL": f"smtp://{NOWHERE}",
        "MAIL_FROM": "Alongside <hello@alongside.example>",
        "MAIL_ESP": "",
        "SMS_URL": f"twilio+http://{SMS_ACCOUNT}:only-for-tests@{NOWHERE}?from={SMS_SENDER}",
        "SMS_COUNTRIES": "",
        "PUSH_KEY": "only_for_tests_only_for_tests_only_for_tests"[:43],
        "PUSH_HOSTS": "",
        "VAR_DIR": str(var_dir),
        "PROXY_COUNT": "0",
        # Playwright's event loop lives in the thread whose database the tests use.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }


def production() -> dict[str, str]:
    """What an operator would set, for checks that connect to nothing."""
    return {
        **_shell(),
        "ALONGSIDE_DEMO": "",
        "SECRET_KEY": "".join(map(chr, range(33, 97))),
        "SITE_URL": "https://alongside.example",
        "SITE_FILE": DEMO_SITE,
        "DATABASE_URL": f"postgresql://alongside@{NOWHERE}/alongside",
        "REDIS_URL": f"redis://{NOWHERE}/0",
        "SMTP_URL": f"smtp+starttls://{NOWHERE}",
        "MAIL_FROM": "Alongside <hello@alongside.example>",
        "SMS_URL": f"twilio://{SMS_ACCOUNT}:token@{NOWHERE}?from={SMS_SENDER}",
        "PROXY_COUNT": "1",
    }


def sms_url(var_dir: Path, port: int) -> str:
    """The demo's own gateway, which knows one account and its token."""
    token = keys.secret(var_dir, SMS_KEY)
    return f"twilio+http://{SMS_ACCOUNT}:{token}@{ports.LOOPBACK}:{port}?from={SMS_SENDER}"
