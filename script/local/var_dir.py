"""The one folder a running portal writes to. A lock keeps a second one out of it."""

import fcntl
import os
from pathlib import Path
from typing import IO

from script.local.bootstrap import ROOT
from script.local.trouble import Trouble


def chosen() -> Path:
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


def shown(folder: Path) -> str:
    """As a person would type it."""
    return f"{folder.relative_to(ROOT)}/" if folder.is_relative_to(ROOT) else f"{folder}/"


def claim(folder: Path) -> IO[str]:
    """Make the folder and lock it for as long as the returned file stays open."""
    try:
        # The account that runs PostgreSQL may pass through; nobody else may look around.
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        (folder / "log").mkdir(mode=0o700, exist_ok=True)
        lock = (folder / "lock").open("a")
    except OSError as error:
        raise Trouble(
            f"Cannot write to {folder}: {error.strerror}. VAR_DIR chooses another folder."
        ) from error
    if is_locked(lock):
        raise Trouble(
            f"Alongside is already running from {folder}; VAR_DIR and PORT start a second one."
        )
    return lock


def is_in_use(folder: Path) -> bool:
    path = folder / "lock"
    if not path.exists():
        return False
    with path.open() as lock:
        return is_locked(lock)


def is_locked(lock: IO[str]) -> bool:
    """Whether another process holds the lock; if none does, this one now has it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
