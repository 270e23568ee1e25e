"""Queries that every page asks: Django builds them once, which costs ten times what PostgreSQL takes to answer."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Expression, QuerySet


class Given(Expression):
    """Stands in a query for a value that is named when the query is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class Compiled:
    """A query of plain values, ``values_list(…)``, that is the same each time but for what is ``Given``."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        sql, params = self._sql
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[p.name] if isinstance(p, Given) else p for p in params])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        return self._build().query.sql_with_params()
