"""What a running portal costs in memory, process by process, against the budget for all of it together."""

import json
from pathlib import Path

import psutil

from script.local import var_dir
from script.local.trouble import Trouble

BUDGET_MB = 640


def show(folder: Path) -> None:
    state = folder / "run.json"
    if not var_dir.is_in_use(folder) or not state.exists():
        raise Trouble(f"Nothing is running from {folder}.")
    pids = json.loads(state.read_text())
    total = 0.0
    print(f"{'process':<12}{'pid':>8}{'PSS MB':>10}")
    for name, pid in pids.items():
        used = tree_mb(pid, alone=name == "supervisor")
        total += used
        print(f"{name:<12}{pid:>8}{used:>10.1f}" if used else f"{name:<12}{'stopped':>8}")
    print(f"{'total':<20}{total:>10.1f} of {BUDGET_MB}")


def tree_mb(pid: int, *, alone: bool) -> float:
    """Proportional set size of a process and all it started: shared pages are counted once."""
    try:
        process = psutil.Process(pid)
        family = [process] if alone else [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    return sum(map(pss, family)) / 1_000_000


def pss(process: psutil.Process) -> int:
    """Where the system does not tell it (macOS), the memory that is the process's own."""
    try:
        memory = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(memory, "pss", memory.uss))
