"""A Chromium for the browser tests: the machine's own, Playwright's, or one installed now."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LOUD = """\
========================================================================
 NO BROWSER: the browser tests are skipped, and nothing stands in for them.
 Install Chromium, or set CHROMIUM to the path of one.
========================================================================"""


def find_or_install() -> str:
    """Its path; empty when there is none to be had."""
    return find() or install()


def find() -> str:
    chosen = os.environ.get("CHROMIUM", "")
    if chosen and shutil.which(chosen):
        return chosen
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return playwrights_own()


def install() -> str:
    """Debian's package needs root; Playwright's download does not."""
    print("Installing Chromium for the browser tests …", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        subprocess.run([*apt, "update"], env=quiet, stdout=subprocess.DEVNULL, check=False)
        package = [*apt, "install", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(package, env=quiet, stdout=subprocess.DEVNULL, check=False)
    if not find():
        own = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(own, capture_output=True, check=False)
    return find()


def playwrights_own() -> str:
    """Asked in another process: Playwright starts a whole driver to answer."""
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=False
    )
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else ""
