"""How allauth behaves here: no messages of its own, numeric codes that are easy to read out."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

CODE_LENGTH = 6


class AccountAdapter(DefaultAccountAdapter):
    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Stay quiet: our pages say what happened."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account: a plain page that says whom to ask."""
        return render(request, "accounts/inactive.html", status=403)

    def generate_login_code(self) -> str:
        """Six digits from the system's random source, leading zeros kept."""
        return f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}d}"

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by our code page alone, never by a form of allauth's."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    def is_mfa_enabled(self, user: AbstractBaseUser, types: Any = None) -> bool:
        """A passkey is no second step of signing in: who lost the device must still get in by code."""
        second_steps = {Authenticator.Type.TOTP}
        wanted = second_steps if types is None else second_steps & set(types)
        return bool(super().is_mfa_enabled(user, types=wanted))
