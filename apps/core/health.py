"""Is the site alive, and is it ready? Rooms above register what else must be true."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection

Check = Callable[[], bool]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Add a condition of readiness. ``check`` may raise; that counts as not ready."""
    _checks[name] = check


def readiness() -> dict[str, bool]:
    """Each condition by name; without a database nothing that needs it is asked."""
    results = {"database": _database(), "broker": _broker()}
    for name, check in _checks.items():
        results[name] = results["database"] and _holds(check)
    return results


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker() -> bool:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def _holds(check: Check) -> bool:
    try:
        return check()
    except DatabaseError:
        return False
