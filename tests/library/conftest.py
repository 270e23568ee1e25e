"""The shipped library, loaded into the test database once, and again where tests of another folder emptied that."""

import pytest

from apps.library import services, shipped
from apps.library.models import ArticlePage
from apps.library.selectors.kept import new_version


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: object) -> None:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if not ArticlePage.objects.exists():
            services.load_shipped(shipped.seed())


@pytest.fixture
def library(_loaded: None, db: None) -> None:
    new_version()
