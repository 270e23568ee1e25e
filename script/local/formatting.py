"""script/format: what the tools can put right by themselves."""

import subprocess

from script.local import trouble
from script.local.bootstrap import ROOT, VENV

# Templates are checked and not rewritten: djLint would break every short line in three.
COMMANDS = (
    ["ruff", "check", "--fix", "--quiet"],
    ["ruff", "format", "--quiet"],
)


def main() -> int:
    """Run to the end even if a complaint remains that only a person can settle: script/check shows it."""
    for program, *arguments in COMMANDS:
        subprocess.run([VENV / "bin" / program, *arguments], cwd=ROOT, check=False)
    return 0


if __name__ == "__main__":
    trouble.run(main)
