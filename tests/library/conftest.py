"""The shipped library, as every test finds it."""

import pytest


@pytest.fixture
def library(db: None) -> None:
    """What a test changes in it is rolled back."""
