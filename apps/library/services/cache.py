"""Forgetting what was rendered, after anything readers see has changed."""

from django.db import transaction

from apps.library.selectors.kept import new_version


def forget_pages() -> None:
    """Once the change is committed: whoever read before that would keep the old text as the new."""
    transaction.on_commit(new_version)
