"""Pin every package with its hashes, for all platforms, without naming the index they came from."""

import subprocess
import sys

from script.local import trouble
from script.local.bootstrap import ROOT, UV_LOCK, VENV

# The largest first: the smaller lists are held to its versions, so that all three agree.
LISTS = {
    "requirements-dev.txt": ["--group", "dev"],
    "requirements-local.txt": ["--group", "local"],
    "requirements.txt": [],
}
COMPILE = [
    str(VENV / "bin" / "uv"), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
    "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--custom-compile-command", "script/lock",
]  # fmt: skip


def main() -> int:
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    widest = next(iter(LISTS))
    for name, groups in LISTS.items():
        agree = [] if name == widest else ["--constraints", widest]
        subprocess.run(
            [*COMPILE, *upgrade, *groups, *agree, "pyproject.toml", "--output-file", name],
            cwd=ROOT,
            check=True,
        )
    uv = subprocess.run(
        [*COMPILE, *upgrade, "-", "--output-file", UV_LOCK], cwd=ROOT, check=True, input=b"uv\n"
    )
    return uv.returncode


if __name__ == "__main__":
    trouble.run(main)
