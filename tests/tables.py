"""The tables of the tests, made before they start: each test process copies the database that has them.

Migrating takes half a minute, most of it Wagtail's, and copying a second.
"""

import os

import django
from django.db import connection


def name() -> str | None:
    """Of that database. Without one, as where pytest is started by hand, each process migrates."""
    return os.environ.get("TEST_TEMPLATE")


def make() -> None:
    """What an earlier run left on the same server is replaced."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    connection.settings_dict["TEST"]["NAME"] = name()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


if __name__ == "__main__":
    make()
