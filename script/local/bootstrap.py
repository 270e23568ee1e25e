"""Give the project its own Python packages, then hand over to the script that was asked for.

Runs on any bare Python 3.11 or newer, so it uses the standard library only. uv installs in seconds what takes pip
most of a minute; where uv cannot be had, pip installs the same locked list.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from script.local import trouble
from script.local.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = VENV / "install.log"
UV_LOCK = ROOT / "script" / "local" / "uv.txt"

# The running portal needs less than its developers do.
COMMANDS = {
    "server": ("script.local.server", "requirements-local.txt"),
    "test": ("script.local.suite", "requirements-dev.txt"),
    "check": ("script.local.checks", "requirements-dev.txt"),
    "format": ("script.local.formatting", "requirements-dev.txt"),
    "lock": ("script.local.lock", "requirements-dev.txt"),
    "bench": ("script.local.bench", "requirements-dev.txt"),
}
OFFLINE_WORDS = (
    "resolve",
    "resolution",
    "connection",
    "connect",
    "timed out",
    "unreachable",
    "dns",
)


def main() -> NoReturn:
    command, *arguments = sys.argv[1:]
    module, requirements = COMMANDS[command]
    try:
        install(ROOT / requirements)
    except OSError as error:
        raise Trouble(f"Cannot write {error.filename or VENV}: {error.strerror}.") from error
    sys.stdout.flush()
    os.execve(PYTHON, [str(PYTHON), "-m", module, *arguments], keeping_compiled_files())


def keeping_compiled_files() -> dict[str, str]:
    """For all that starts from here: a portal is many Python processes, and each would compile everything anew.

    They lie in .venv, so that machines that want none beside the sources get none there.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(VENV / "compiled")}


def install(requirements: Path) -> None:
    """Bring .venv up to a locked list; does nothing when that list is in already."""
    with one_at_a_time():
        version = venv_version()
        if not version:
            make_venv()
            version = venv_version()
        stamp = VENV / f"{requirements.stem}.installed"
        wanted = hashlib.sha256(requirements.read_bytes() + version.encode()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        print(
            "Installing Python packages into .venv (the first time takes half a minute) …",
            flush=True,
        )
        download(requirements)
        stamp.write_text(wanted)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two starts side by side share one .venv. The lock is on the project folder itself, so it leaves no file."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def venv_version() -> str:
    """The exact Python of .venv; empty when it has none that runs, or the system's Python moved on under it."""
    probe = (
        "import importlib.util, sys; print(sys.version if importlib.util.find_spec('pip') else '')"
    )
    try:
        answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def make_venv() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode == 0:
        return
    if "ensurepip" in made.stdout + made.stderr:
        raise Trouble(
            "This Python cannot make virtual environments; on Debian and Ubuntu, install the package python3-venv."
        )
    reason = (made.stderr or made.stdout).strip().splitlines()
    raise Trouble(
        f"Cannot make the virtual environment .venv: {reason[-1] if reason else 'no reason given'}"
    )


def download(requirements: Path) -> None:
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--retries",
        "2",
        "--require-hashes",
    ]
    uv: list[str | Path] = [
        VENV / "bin" / "uv",
        "pip",
        "install",
        "--python",
        PYTHON,
        "--require-hashes",
    ]
    with LOG.open("w") as log:
        if runs([*pip, "-r", UV_LOCK], log.fileno()) and runs(
            [*uv, "-r", requirements], log.fileno()
        ):
            return
        if runs([*pip, "-r", requirements], log.fileno()):
            return
    place = LOG.relative_to(ROOT)
    if any(word in LOG.read_text(errors="replace").lower() for word in OFFLINE_WORDS):
        raise Trouble(
            f"Cannot download the Python packages: is this machine online? Details are in {place}."
        )
    raise Trouble(f"Cannot install the Python packages; {place} says why.")


def runs(command: list[str | Path], log: int) -> bool:
    return subprocess.run(command, stdout=log, stderr=log, check=False).returncode == 0


if __name__ == "__main__":
    trouble.run(main)
