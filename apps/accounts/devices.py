"""Where a person is signed in, on allauth's record of sessions. Only they see it, and it knows no last visit."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.accounts import rules, selectors, services
from apps.accounts.kinds import Machine
from apps.accounts.models import User
from apps.accounts.requests import person


@dataclass(frozen=True, slots=True)
class Device:
    id: int
    name: str
    since: datetime
    is_this: bool


def device_name(user_agent: str) -> str:
    """Like "Safari on iPhone"."""
    browser, machine = rules.browser(user_agent), rules.machine(user_agent)
    if not browser:
        return str(machine.label)
    if machine is Machine.OTHER:
        return browser
    return _("%(browser)s on %(machine)s") % {"browser": browser, "machine": machine.label}


def devices(request: HttpRequest) -> list[Device]:
    """This device first, then the newest."""
    here = request.session.session_key
    rows = selectors.live_sessions(person(request))
    if not any(row.session_key == here for row in rows):  # signed in before devices were noted
        UserSession.objects.create_from_request(request)
        rows = selectors.live_sessions(person(request))
    known = [
        Device(row.pk, device_name(row.user_agent), row.created_at, row.session_key == here)
        for row in rows
    ]
    return sorted(known, key=lambda device: not device.is_this)


def sign_out_elsewhere(request: HttpRequest, user: User) -> None:
    """End every session but this one."""
    services.end_sessions(user, but=request.session.session_key or "")
    go_on_here(request, user)


def go_on_here(request: HttpRequest, user: User) -> None:
    """Let this session rest on the person's new secret, after every other one was ended."""
    before = request.session.session_key
    update_session_auth_hash(request, user)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
