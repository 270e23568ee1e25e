"""An address that changes, and the letters about it."""

import re
from datetime import UTC, datetime
from typing import Any

from django.core import mail

from apps.accounts.models import User

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OLD, NEW = "ana@example.org", "ana.new@example.org"


def text(response: Any) -> str:
    return str(response.content.decode())


def letter(to: str) -> str:
    return next(str(m.body) for m in reversed(mail.outbox) if m.to == [to])


def link(body: str) -> str:
    found = re.search(r"/address/\S+", body)
    assert found
    return found[0]


def address_of(user: User) -> str:
    return User.objects.get(pk=user.pk).email
