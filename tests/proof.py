"""As if someone had just shown that it is them: for tests of what asks for a fresh proof."""

from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.test import Client

from apps.accounts.models import User
from tests.people import signed_in


def prove(client: Client, user: User, *, minutes_ago: float = 0, **how: str) -> Client:
    """``how`` is what was shown, a code from the mail unless said otherwise."""
    request: Any = HttpRequest()
    request.session = client.session
    record_authentication(request, user, **(how or {"method": "code", "email": user.email}))
    request.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] -= minutes_ago * 60
    request.session.save()
    return client


def proved(user: User) -> str:
    """The key of a session that stays fresh for an hour, as all the tests of a module may take."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user)
    return str(prove(client, user, minutes_ago=-60).session.session_key)


def prove_again(client: Client) -> Client:
    """The same for whoever is signed in on this client."""
    return prove(client, User.objects.get(pk=client.session[SESSION_KEY]))
