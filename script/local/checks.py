"""script/check: what can be known without running the portal, two tools at a time, only complaints shown."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from script.local import environment, trouble
from script.local.bootstrap import ROOT, VENV

# The slowest first, so that two at a time end together.
CHECKS = {
    "types": ["mypy"],
    "deployment": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "imports": ["lint-imports"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "lint": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
}


def main() -> int:
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = dict(zip(CHECKS, pool.map(run, CHECKS.values()), strict=True))
    failed = {name: result for name, result in results.items() if result.returncode}
    for name, result in failed.items():
        print(f"--- {name} ({' '.join(CHECKS[name])})\n{result.stdout}{result.stderr}")
    verdict = f"failed: {', '.join(failed)}" if failed else f"all good: {', '.join(results)}"
    print(f"script/check {verdict} ({time.monotonic() - started:.0f} s)", flush=True)
    return 1 if failed else 0


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    program, *arguments = command
    return subprocess.run(
        [VENV / "bin" / program, *arguments],
        cwd=ROOT,
        env=environment.production(),
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    trouble.run(main)
