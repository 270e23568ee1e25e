"""The shipped library, loaded once into the test database; browser tests empty it, so it is asked for by name."""

import pytest

from apps.library import services, shipped
from apps.library.models import ArticlePage


@pytest.fixture(scope="session")
def _loaded_once(django_db_setup: None, django_db_blocker: object) -> None:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        services.load_shipped(shipped.seed())


@pytest.fixture
def library(_loaded_once: None, db: None) -> None:
    if not ArticlePage.objects.exists():
        services.load_shipped(shipped.seed())
    services.forget_pages()
