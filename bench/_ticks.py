"""What a tick costs beside few and beside very many reminders that are not due."""

import statistics
import time
from collections.abc import Mapping

from django.db import connection

from apps.core import clock
from apps.reminders import services
from apps.reminders.services.claiming import claim_due
from apps.reminders.services.sending import BATCH

SIZES = {"rows_4": 10**4, "rows_5": 10**5, "rows_6": 10**6}
FULL = {"rows_7": 10**7}
TICKS = 500

TABLES = ("reminders_reminder", "reminders_heartbeat")
FILL = """
INSERT INTO {schema}.reminders_reminder (
    subject, subject_id, occurrence, kind, "offset", recipient_kind, address, recipient_key,
    due_at, expires_at, state, reason, attempts
)
SELECT 'visit', gen_random_uuid(), 0, 'due', 120, 'address', 'a@bench.example', 'mail:' || n,
       now() + interval '1 day' + n * interval '1 second', now() + interval '60 days',
       'pending', '', 0
FROM generate_series(1, {rows}) AS n
"""


def populate(sizes: Mapping[str, int]) -> None:
    """The same tables again and again, in a schema each, with indexes and all."""
    with connection.cursor() as cursor:
        for schema, rows in sizes.items():
            cursor.execute(f"CREATE SCHEMA {schema}")
            for table in TABLES:
                cursor.execute(f"CREATE TABLE {schema}.{table} (LIKE public.{table} INCLUDING ALL)")
            cursor.execute(FILL.format(schema=schema, rows=rows))
            for table in TABLES:
                cursor.execute(f"VACUUM ANALYZE {schema}.{table}")


def bytes_stored(schema: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_total_relation_size('{schema}.reminders_reminder')")
        return int(cursor.fetchone()[0])


def measure(sizes: Mapping[str, int]) -> dict[str, float]:
    """The median seconds of a tick and a look for work by size; the sizes take turns."""
    taken: dict[str, list[float]] = {schema: [] for schema in sizes}
    with connection.cursor() as cursor:
        for _ in range(TICKS):
            for schema in sizes:
                cursor.execute(f"SET search_path TO {schema}, public")
                started = time.perf_counter()
                services.tick()
                claim_due(clock.now(), BATCH)
                taken[schema].append(time.perf_counter() - started)
        cursor.execute("SET search_path TO public")
    return {schema: statistics.median(seconds) for schema, seconds in taken.items()}
