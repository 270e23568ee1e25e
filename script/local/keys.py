"""Random passwords and keys of this VAR_DIR: made once, kept for its owner's eyes only."""

import base64
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec


def exists(var_dir: Path, name: str) -> bool:
    kept = path(var_dir, name)
    return kept.exists() and kept.stat().st_size > 0


def secret(var_dir: Path, name: str) -> str:
    kept = path(var_dir, name)
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    if not exists(var_dir, name):
        write_private(kept, secrets.token_urlsafe(48))
    return kept.read_text()


def push(var_dir: Path) -> str:
    """A private key of P-256, by which push services know this site."""
    kept = path(var_dir, "push")
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    if not exists(var_dir, "push"):
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        raw = base64.urlsafe_b64encode(number.to_bytes(32, "big"))
        write_private(kept, raw.rstrip(b"=").decode())
    return kept.read_text()


def path(var_dir: Path, name: str) -> Path:
    return var_dir / "keys" / name


def write_private(path: Path, text: str) -> None:
    """Readable by its owner from the first moment on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
