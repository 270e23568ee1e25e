"""Fixtures for all tests: the cast, signed-in clients, and no real mail leaving the process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.models import Circle
from tests.people import Cast, make_cast


def pytest_configure() -> None:
    """WhiteNoise warns of a missing folder, and here a warning is an error."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


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
        client.force_login(user)
        session = client.session
        session.set_expiry(365 * 24 * 3600)
        session.save()
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
