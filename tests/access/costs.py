"""What answering may cost: twelve queries a page at most."""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection
from django.test.utils import CaptureQueriesContext

BUDGET = 12
POINTS = ("SAVEPOINT", "RELEASE")  # of the test's own transaction

Answer = TypeVar("Answer")


def statements(ask: Callable[[], Answer]) -> tuple[Answer, list[str]]:
    """The answer, and what it asked the database."""
    with CaptureQueriesContext(connection) as caught:
        answer = ask()
    return answer, [query["sql"] for query in caught if not query["sql"].startswith(POINTS)]


def within_budget(name: str, ask: Callable[[], Answer]) -> Answer:
    answer, found = statements(ask)
    if len(found) > BUDGET:  # the first of a session may write it
        answer, found = statements(ask)
    assert len(found) <= BUDGET, "\n".join([name, *found])
    return answer
