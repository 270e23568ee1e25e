"""Signing in by code or passkey, the first welcome, showing that it is oneself, and Me."""

from apps.accounts.views.addresses import (
    Address,
    AddressCode,
    AddressProve,
    AddressStay,
    AddressStop,
)
from apps.accounts.views.devices import DeviceEnd, Devices, DevicesEndOthers
from apps.accounts.views.here import Here
from apps.accounts.views.leave import Leave
from apps.accounts.views.passkeys import (
    Passkey,
    PasskeyAdd,
    PasskeyDetail,
    PasskeyLater,
    PasskeyRemoval,
    Passkeys,
    staff,
)
from apps.accounts.views.phones import Phone, PhoneCode, PhoneRemoval
from apps.accounts.views.profile import Details, Me, Welcome
from apps.accounts.views.proof import Proof, ProofCode
from apps.accounts.views.second_step import (
    RecoveryCodes,
    SecondStep,
    SecondStepRemoval,
    SecondStepSetup,
    SecondStepSignIn,
)
from apps.accounts.views.sign_in import Code, PasskeySignIn, SignIn, SignOut

__all__ = [
    "Address",
    "AddressCode",
    "AddressProve",
    "AddressStay",
    "AddressStop",
    "Code",
    "Details",
    "DeviceEnd",
    "Devices",
    "DevicesEndOthers",
    "Here",
    "Leave",
    "Me",
    "Passkey",
    "PasskeyAdd",
    "PasskeyDetail",
    "PasskeyLater",
    "PasskeyRemoval",
    "PasskeySignIn",
    "Passkeys",
    "Phone",
    "PhoneCode",
    "PhoneRemoval",
    "Proof",
    "ProofCode",
    "RecoveryCodes",
    "SecondStep",
    "SecondStepRemoval",
    "SecondStepSetup",
    "SecondStepSignIn",
    "SignIn",
    "SignOut",
    "Welcome",
    "staff",
]
