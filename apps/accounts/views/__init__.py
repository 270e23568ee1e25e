"""Signing in by code, the first welcome, one's own details, signing out."""

from apps.accounts.views.passkeys import Passkey, staff
from apps.accounts.views.phones import Phone, PhoneCode, PhoneRemoval
from apps.accounts.views.profile import Profile, Welcome
from apps.accounts.views.proof import Proof, ProofCode
from apps.accounts.views.sign_in import Code, SignIn, SignOut

__all__ = [
    "Code",
    "Passkey",
    "Phone",
    "PhoneCode",
    "PhoneRemoval",
    "Profile",
    "Proof",
    "ProofCode",
    "SignIn",
    "SignOut",
    "Welcome",
    "staff",
]
