"""A passkey device made of software, for tests that need no browser: it answers the challenge with an ES256 key."""

import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode

HOST = "testserver"
USER_PRESENT_AND_VERIFIED, WITH_CREDENTIAL = 0x05, 0x40


@dataclass
class Device:
    """One device with one passkey."""

    origin: str = f"https://{HOST}"
    rp_id: str = HOST
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: os.urandom(16))
    user_handle: str = ""

    def made(self, options: dict[str, Any]) -> str:
        """The answer to "make a passkey"."""
        asked = options["publicKey"]
        self.user_handle = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        length = len(self.credential_id).to_bytes(2, "big")
        credential = bytes(16) + length + self.credential_id + cbor.encode(dict(public))
        data = self._data(USER_PRESENT_AND_VERIFIED | WITH_CREDENTIAL) + credential
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            clientDataJSON=self._client_data("webauthn.create", asked["challenge"]),
            attestationObject=attestation,
        )

    def shown(self, options: dict[str, Any]) -> str:
        """The answer to "show your passkey"."""
        client_data = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        data = self._data(USER_PRESENT_AND_VERIFIED)
        signature = self.key.sign(data + sha256(client_data), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=client_data,
            authenticatorData=data,
            signature=signature,
            userHandle=websafe_decode(self.user_handle),
        )

    def _data(self, flags: int) -> bytes:
        return sha256(self.rp_id.encode()) + bytes([flags]) + bytes(4)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, **parts: bytes) -> str:
        identity = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "id": identity,
                "rawId": identity,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {name: websafe_encode(part) for name, part in parts.items()},
            }
        )


def set_up(client: Client, device: Device, **fields: str) -> Any:
    """Add the device's passkey for whoever is signed in and has just shown that it is them."""
    page = client.get("/me/passkeys/new/")
    options = json.loads(page.context["options"])
    return client.post("/me/passkeys/new/", {"credential": device.made(options), **fields})


def sign_in_with(client: Client, device: Device, **fields: str) -> Any:
    options = client.get("/sign-in/passkey/").json()
    return client.post("/sign-in/passkey/", {"credential": device.shown(options), **fields})
