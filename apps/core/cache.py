"""Redis for what is shared between processes, and this process's own memory while Redis is away."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class FallbackRedisCache(RedisCache):
    """Answers every call: a limit counted per process for a while beats a sign-in that fails.

    After an error Redis is left alone for RETRY_AFTER seconds, so that a dead server costs one
    short time-out now and then and not one a call.
    """

    RETRY_AFTER = 5.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._local = LocMemCache("fallback", {})
        self._away_until = 0.0

    def _first(
        self,
        redis: Callable[..., Any],
        local: Callable[..., Any],
        *args: Any,
        **kw: Any,
    ) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return redis(*args, **kw)
            except (RedisError, OSError):
                self._away_until = time.monotonic() + self.RETRY_AFTER
                log.warning("cache.redis_away")
        return local(*args, **kw)

    def add(self, *args: Any, **kw: Any) -> bool:
        return bool(self._first(super().add, self._local.add, *args, **kw))

    def get(self, *args: Any, **kw: Any) -> Any:
        return self._first(super().get, self._local.get, *args, **kw)

    def set(self, *args: Any, **kw: Any) -> None:
        self._first(super().set, self._local.set, *args, **kw)

    def touch(self, *args: Any, **kw: Any) -> bool:
        return bool(self._first(super().touch, self._local.touch, *args, **kw))

    def delete(self, *args: Any, **kw: Any) -> bool:
        return bool(self._first(super().delete, self._local.delete, *args, **kw))

    def incr(self, *args: Any, **kw: Any) -> int:
        return int(self._first(super().incr, self._local.incr, *args, **kw))

    def has_key(self, *args: Any, **kw: Any) -> bool:
        return bool(self._first(super().has_key, self._local.has_key, *args, **kw))

    def get_many(self, *args: Any, **kw: Any) -> dict[str, Any]:
        return dict(self._first(super().get_many, self._local.get_many, *args, **kw))

    def set_many(self, *args: Any, **kw: Any) -> list[str]:
        return list(self._first(super().set_many, self._local.set_many, *args, **kw))

    def delete_many(self, *args: Any, **kw: Any) -> None:
        self._first(super().delete_many, self._local.delete_many, *args, **kw)

    def clear(self) -> None:
        self._local.clear()
        self._first(super().clear, self._local.clear)
