"""Who a request is from, for the type checker."""

from django.http import HttpRequest

from apps.accounts.models import User


def person(request: HttpRequest) -> User:
    """The signed-in user; views are closed to others by default."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user
