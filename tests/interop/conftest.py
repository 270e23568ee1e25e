"""Somebody's own phone, on which they have just shown that it is them; and a circle with one row of everything."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from tests.access.conftest import Filled, fill
from tests.people import Cast
from tests.proof import prove


@pytest.fixture
def phone(client_for: Callable[..., Client]) -> Callable[[User], Client]:
    return lambda user: prove(client_for(user), user)


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill(cast.circle, cast.coordinator)
