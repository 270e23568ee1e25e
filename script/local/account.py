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
        if not self.is_lent:
            return {"cwd": "/"}
        return {"cwd": "/", "user": self.uid, "group": self.gid, "extra_groups": []}

    @property
    def is_lent(self) -> bool:
        return self.uid is not None

    def own(self, path: Path) -> None:
        """With all that is in it, in case an earlier run had another account to lend."""
        if self.is_lent and path.stat().st_uid != self.uid:
            subprocess.run(["chown", "-R", f"{self.uid}:{self.gid}", path], check=True)

    def can_run(self, command: list[str | Path]) -> bool:
        try:
            answer = subprocess.run(command, **self.popen, capture_output=True, check=False)
        except OSError:
            return False
        return answer.returncode == 0


def open_folder(var_dir: Path) -> Path:
    """Root's folder that every account can reach, for a VAR_DIR or .venv in a closed home; each VAR_DIR has one."""
    name = hashlib.sha256(str(var_dir).encode()).hexdigest()[:12]
    return Path("/var/lib") / f"alongside-{name}"


def copy_afresh(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o711, exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target, symlinks=True)
    # Whatever the umask was when the package was installed.
    subprocess.run(["chmod", "-R", "a+rX", target], check=True)
