"""Fixtures for all tests: the cast, signed-in clients, and no real mail leaving the process."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.models import Circle
from tests import tables
from tests.people import Cast, make_cast, signed_in

pytest_plugins = ["tests.chromium"]


def pytest_configure() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
    # Each test process counts its limits in a Redis database of its own; the broker's is 0.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    address = urlsplit(settings.REDIS_URL)._replace(path=f"/{1 + int(worker)}").geturl()
    settings.CACHES["default"]["LOCATION"] = address


LONG = ("faults", "browser", "long")  # the longest first


@pytest.hookimpl(trylast=True)  # after the order was shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that no core waits at the end for the other."""
    for name in reversed(LONG):
        items.sort(key=lambda item: item.get_closest_marker(name) is None)


def pytest_collection_finish() -> None:
    """What is there by now stays: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    connection.settings_dict["TEST"]["TEMPLATE"] = tables.name()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The library is there from the first test to the last, also after those that commit."""
    with django_db_blocker.unblock():
        if not tables.name():
            tables.load_library()
        forget = tables.forgetting()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", forget)
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def circle(cast: Cast) -> Circle:
    return cast.circle


@pytest.fixture
def access_of(cast: Cast) -> Callable[[User], Access]:
    return cast.access


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    """A client signed in as that person, on their own phone."""

    def sign_in(user: User, **options: bool) -> Client:
        client = Client(**options)
        client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _forget_limits() -> None:
    """Rate limits are counted in Redis: each test starts with none used up."""
    cache.clear()


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Hashed names need collectstatic; pages under test link the plain ones."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
