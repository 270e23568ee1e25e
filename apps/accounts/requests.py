"""Who a request is from: the person, for the type checker, and the place, for limits."""

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest

from apps.accounts.models import User


def person(request: HttpRequest) -> User:
    """The signed-in user; views are closed to others by default."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def place(request: HttpRequest) -> str:
    """Where a request comes from, as limits count it: over IPv6 a household's whole network is one place."""
    return str(get_ip(request))
