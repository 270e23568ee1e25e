"""A new key by which push services will know this site, for the operator to keep as PUSH_KEY."""

import base64
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make a key for notifications. It is shown once and kept nowhere."

    def handle(self, *args: Any, **options: Any) -> None:
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        raw = base64.urlsafe_b64encode(number.to_bytes(32, "big"))
        self.stdout.write(raw.rstrip(b"=").decode())
