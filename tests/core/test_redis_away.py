"""With Redis down every page answers and sign-in works; limits are then counted per process."""

import pytest
from django.core.cache import caches
from django.test import Client

from apps.core.cache import FallbackRedisCache

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_redis(settings):  # type: ignore[no-untyped-def]
    """A port nobody listens on."""
    from apps.core import health

    away = "redis://127.0.0.1:1/0"
    settings.REDIS_URL = away
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": away}}
    assert health


def test_the_cache_answers_without_redis(no_redis: None) -> None:
    cache = FallbackRedisCache("redis://127.0.0.1:1/0", {})
    cache.set("a", 1)
    assert cache.get("a") == 1
    assert cache.add("a", 2) is False
    assert cache.incr("a") == 2
    assert cache.has_key("a")
    cache.delete("a")
    assert cache.get("a", "gone") == "gone"


def test_sign_in_works_and_is_still_limited(no_redis: None) -> None:
    assert caches["default"].get("x") is None
    statuses = [
        Client().post("/sign-in/", {"address": "limit@example.org"}).status_code for _ in range(4)
    ]
    assert statuses == [302, 302, 302, 429]


def test_pages_answer_and_readiness_says_what_is_wrong(no_redis: None) -> None:
    client = Client()
    assert client.get("/sign-in/").status_code == 200
    assert client.get("/help/").status_code == 200
    ready = client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json()["broker"] is False
    assert client.get("/health/live").status_code == 200
