"""What the tests of the hard turns share."""

from collections.abc import Callable

from django.core import mail
from django.test import Client

from apps.accounts.models import User
from apps.circles.models import Membership
from tests.people import Cast
from tests.proof import prove

Phone = Callable[[User], Client]


def place(cast: Cast, user: User) -> Membership:
    return Membership.objects.get(user=user, circle=cast.circle)


def url(cast: Cast, path: str) -> str:
    return f"/c/{cast.circle.pk}/{path}"


def proved(client: Client, user: User) -> Client:
    return prove(client, user)


def told() -> set[str]:
    return {address for message in mail.outbox for address in message.to}
