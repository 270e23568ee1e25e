"""Forgetting what was rendered, after anything readers see has changed."""

from apps.library.selectors.kept import new_version


def forget_pages() -> None:
    new_version()
