"""The tables of the tests, made before they start: each test process copies the database that has them.

Migrating takes half a minute, most of it Wagtail's, loading the library three seconds, and copying one.
"""

import os
from collections.abc import Callable, Collection

import django
from django.db import connection, transaction


def name() -> str | None:
    """Of that database. Without one, as where pytest is started by hand, each process migrates."""
    return os.environ.get("TEST_TEMPLATE")


def make() -> None:
    """What an earlier run left on the same server is replaced."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    connection.settings_dict["TEST"]["NAME"] = name()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    load_library()


def load_library() -> None:
    """What is shipped stands in the tables for every test."""
    from apps.library import services, shipped

    services.load_shipped(shipped.seed())


def forgetting() -> Callable[[object], None]:
    """Tidies up after a test that committed: empties the tables that are empty now.

    Django's own way empties all of them, and makes content types and permissions anew each time.
    """
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    empty = {*names} - _filled(names)

    def forget(_case: object) -> None:
        written = _filled(empty)
        if written:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("; ".join(f"DELETE FROM {table}" for table in written))

    return forget


def _filled(names: Collection[str]) -> set[str]:
    """Those of these tables that hold anything."""
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in names)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {table for (table,) in cursor.fetchall()}


if __name__ == "__main__":
    make()
