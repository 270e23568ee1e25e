"""On a bare machine: which Python is taken, and what is said when something is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from script.local import bootstrap
from script.local.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "script" / "local" / "run"


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A machine with a shell and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "dirname").symlink_to(shutil.which("dirname") or "/usr/bin/dirname")
    return folder


def add_python(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": str(folder)}
    return subprocess.run([RUN, "server"], env=env, capture_output=True, text=True, check=False)


def test_a_machine_without_python_is_told_so_in_one_sentence(bare_path: Path) -> None:
    result = run(bare_path)
    assert result.returncode == 1
    assert (
        result.stderr
        == "Alongside needs Python 3.11 or newer, and none was found on this machine.\n"
    )


def test_a_python_that_exists_but_does_not_run_counts_as_none(bare_path: Path) -> None:
    add_python(bare_path, "python3.12", "echo 'python3.12: command not found' >&2; exit 127")
    assert "none was found" in run(bare_path).stderr


def test_an_old_python_is_named(bare_path: Path) -> None:
    add_python(bare_path, "python3", '[ "$1" = --version ] && echo Python 3.9.2')
    result = run(bare_path)
    assert result.returncode == 1
    assert result.stderr.endswith("and this machine has only Python 3.9.2.\n")


def test_a_python_that_can_make_environments_wins(bare_path: Path) -> None:
    works = '[ "$1" = --version ] && echo Python 3.12.1 && exit; '
    add_python(bare_path, "python3.13", works + 'case "$2" in *ensurepip*) exit 1;; esac')
    add_python(bare_path, "python3.12", works + '[ "$1" = -c ] || echo "complete: $*"')
    assert run(bare_path).stdout == "complete: -m script.local.bootstrap server\n"


def test_no_network_is_one_sentence_with_the_place_of_the_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(_command: list[str | Path], log: int) -> bool:
        os.write(log, b"Failed to establish a new connection: Name or service not known")
        return False

    monkeypatch.setattr(bootstrap, "runs", no_network)
    monkeypatch.setattr(bootstrap, "LOG", ROOT / "var" / f"{tmp_path.name}.log")
    (ROOT / "var").mkdir(exist_ok=True)
    try:
        with pytest.raises(
            Trouble, match=r"^Cannot download .* is this machine online\?.*\.log\.$"
        ):
            bootstrap.download(ROOT / "requirements.txt")
    finally:
        bootstrap.LOG.unlink()


def test_pip_does_the_work_where_uv_cannot_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def without_uv(command: list[str | Path], _log: int) -> bool:
        ran.append(f"{command[2]} {Path(command[-1]).name}")
        return bootstrap.UV_LOCK not in command

    monkeypatch.setattr(bootstrap, "runs", without_uv)
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / "install.log")
    bootstrap.download(ROOT / "requirements.txt")
    assert ran == ["pip uv.txt", "pip requirements.txt"]


def test_an_installed_list_is_not_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[Path] = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "download", installed.append)
    for _ in range(2):
        bootstrap.install(ROOT / "requirements.txt")
    assert installed == [ROOT / "requirements.txt"]
