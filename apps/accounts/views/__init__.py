"""Signing in by code, the first welcome, one's own details, signing out."""

from apps.accounts.views.passkeys import Passkey, staff
from apps.accounts.views.profile import Profile, Welcome
from apps.accounts.views.sign_in import Code, SignIn, SignOut, may_ask

__all__ = ["Code", "Passkey", "Profile", "SignIn", "SignOut", "Welcome", "may_ask", "staff"]
