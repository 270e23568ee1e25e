"""The copied cast of the tests is the one the services make, whatever they learn to write."""

import pytest
from django.apps import apps
from django.db import transaction

from tests import people

Tables = dict[str, int]


def tables() -> Tables:
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}


def written_by_making_it() -> Tables:
    with transaction.atomic():
        before = tables()
        people.make_cast()
        after = tables()
        transaction.set_rollback(True)
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


@pytest.mark.django_db
def test_a_copy_has_every_row_of_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_kept", {})
    original = written_by_making_it()
    assert len(original) >= 7
    assert written_by_making_it() == original
