"""script/bench NAME: one measurement of bench/, on servers of its own that work as hard as real ones."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from script.local import environment, services, suite, trouble
from script.local.bootstrap import ROOT
from script.local.trouble import Trouble

BENCH = ROOT / "bench"


def main() -> int:
    os.umask(0o022)
    measurements = {path.stem: path for path in sorted(BENCH.glob("[!_]*.py"))}
    if not sys.argv[1:]:
        for name, path in measurements.items():
            print(f"script/bench {name:<12} {purpose(path)}")
        return 0
    name, *arguments = sys.argv[1:]
    if name not in measurements:
        raise Trouble(f"There is no bench/{name}.py; script/bench lists what there is.")
    with suite.throwaway_folder() as folder, services.running(folder) as addresses:
        env = environment.tests(folder, addresses)
        command = [sys.executable, "-m", f"bench.{name}", *arguments]
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def purpose(path: Path) -> str:
    """The first line of its docstring."""
    text = ast.get_docstring(ast.parse(path.read_text())) or ""
    return text.partition("\n")[0]


if __name__ == "__main__":
    trouble.run(main)
