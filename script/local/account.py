"""Whom PostgreSQL runs as. It refuses to run as root, so root lends it an account that can do little."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from script.local.trouble import Trouble


@dataclass(frozen=True)
class Account:
    """Without a uid: the account that started this script."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def find(cls) -> "Account":
        if os.geteuid() != 0:
            return cls()
        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise Trouble(
            "PostgreSQL does not run as root, and this machine has no account “postgres” or “nobody”."
        )

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments that make a child run as this account; it may not enter the folder we stand in."""
        if self.uid is None:
            return {"cwd": "/"}
        return {"cwd": "/", "user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)

    def can_run(self, command: list[str | Path]) -> bool:
        try:
            return (
                subprocess.run(command, **self.popen, capture_output=True, check=False).returncode
                == 0
            )
        except PermissionError:
            return False


def open_folder(var_dir: Path) -> Path:
    """Root's folder that every account can reach, for a VAR_DIR or .venv in a closed home; each VAR_DIR has one."""
    name = hashlib.sha256(str(var_dir).encode()).hexdigest()[:12]
    return Path("/var/lib") / f"alongside-{name}"


def copy_afresh(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o711, exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target, symlinks=True)
    subprocess.run(
        ["chmod", "-R", "a+rX", target], check=True
    )  # whatever the umask was when it was installed
