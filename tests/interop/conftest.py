"""Somebody's own phone, on which they have just shown that it is them."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from tests.proof import prove


@pytest.fixture
def phone(client_for: Callable[..., Client]) -> Callable[[User], Client]:
    return lambda user: prove(client_for(user), user)
