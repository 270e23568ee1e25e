"""Signing in through the pages, for the tests that need someone who did."""

import re

from django.core import mail
from django.test import Client

from apps.reminders.kinds import Channel
from apps.reminders.models import Mail


def ask(client: Client, address: str = "ana@example.org", **fields: str) -> None:
    response = client.post("/sign-in/", {"address": address, **fields})
    assert (response.status_code, response["Location"]) == (302, "/sign-in/code/")


def newest_code() -> str:
    found = re.search(r"^(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def sign_in(client: Client, address: str = "ana@example.org", **fields: str) -> None:
    ask(client, address, **fields)
    assert client.post("/sign-in/code/", {"code": newest_code()}).status_code == 302
    assert "_auth_user_id" in client.session


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def newest_text() -> str:
    """The words of the text that waits in the outbox for its worker."""
    return Mail.objects.filter(channel=Channel.SMS).latest("pk").text


def texted_code() -> str:
    return newest_text()[:6]
