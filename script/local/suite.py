"""script/test: the checks, then every test, on servers of its own that are gone afterwards."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from script.local import account, browser, checks, environment, services, trouble, var_dir
from script.local.bootstrap import ROOT

# One more than cores: the tests that kill servers wait for half of their time. In the order of
# tests/conftest.py: by itself xdist begins with the files of most tests, not of the longest.
AT_ONCE = ["--numprocesses", "3", "--dist", "loadfile", "--no-loadscope-reorder"]


def main() -> int:
    os.umask(0o022)
    arguments = sys.argv[1:]
    with stage("browser"):
        chromium = browser.find_or_install()
    if not chromium:
        print(browser.LOUD, file=sys.stderr, flush=True)
        if os.environ.get("CI"):
            return 1
    with throwaway_folder() as folder, services.running(folder, durable=False) as addresses:
        own = {"CHROMIUM": chromium, "TEST_TEMPLATE": "test_template"}
        env = environment.tests(folder, addresses) | own
        with migrating(env):
            if not arguments and checks.main():
                return 1
        command = [sys.executable, "-m", "pytest", *AT_ONCE, *arguments]
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


@contextmanager
def migrating(env: dict[str, str]) -> Iterator[None]:
    """Makes the tables once for all test processes, while something else goes on."""
    command = [sys.executable, "-m", "tests.tables"]
    with subprocess.Popen(command, cwd=ROOT, env=env) as making:
        yield
    if making.returncode:
        raise trouble.Trouble("The tables of the tests could not be made.")


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """Below var/, locked like any other, and gone afterwards; so is what a killed run left."""
    parent = ROOT / "var"
    for old in parent.glob("run-*"):
        if not var_dir.is_in_use(old):
            remove(old)
    folder = parent / f"run-{os.getpid()}"
    with var_dir.claim(folder):
        try:
            yield folder
        finally:
            remove(folder)


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(account.open_folder(folder), ignore_errors=True)


@contextmanager
def stage(name: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    print(f"[{name}: {time.monotonic() - started:.1f} s]", flush=True)


if __name__ == "__main__":
    trouble.run(main)
