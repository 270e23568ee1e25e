"""How many histories a test with an oracle tries: the same ones in every run, and new ones for script/soak."""

from typing import Any

from hypothesis import HealthCheck, settings

COMMON: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}


def same(number: int) -> settings:
    return settings(max_examples=number, derandomize=True, **COMMON)


def new(number: int) -> settings:
    return settings(max_examples=number, **COMMON)
