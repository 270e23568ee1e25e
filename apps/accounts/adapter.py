"""How allauth behaves here: no messages of its own, numeric codes that are easy to read out, our name on devices."""

import secrets
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.core.site_guide import guide

CODE_LENGTH = 6
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104  not bound to, only counted


class AccountAdapter(DefaultAccountAdapter):
    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Stay quiet: our pages say what happened."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account: a plain page that says whom to ask."""
        return render(request, "accounts/inactive.html", status=403)

    def generate_login_code(self) -> str:
        """Six digits from the system's random source, leading zeros kept."""
        return f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}d}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who asks, as far as the configured proxies say; behind a socket that does not, all are one.

        A server that listens for both kinds of address writes IPv4 as ``::ffff:192.0.2.7``; cut to its network, as
        limits cut IPv6, everybody would be one there too.
        """
        address = ip_address(get_client_ip(request) or UNKNOWN_ADDRESS)
        return str(getattr(address, "ipv4_mapped", None) or address)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by our code page alone, never by a form of allauth's."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    def is_mfa_enabled(self, user: AbstractBaseUser, types: Any = None) -> bool:
        """A passkey is no second step of signing in: who lost the device must still get in by code."""
        second_steps = {Authenticator.Type.TOTP}
        wanted = second_steps if types is None else second_steps & set(types)
        return bool(super().is_mfa_enabled(user, types=wanted))

    def _get_site_name(self) -> str:
        """What an app or a device files the account under."""
        return guide().site_name
