"""Storms of thousands of reminders in which everything dies that can: --seeds 20 --reminders 10000. Resumable.

What came of each seed is kept in var/torture.jsonl; a seed that stands there for this many reminders is not run
again. Take the file away to begin anew.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from script.local import var_dir
from script.local.bootstrap import ROOT
from tests.reminders.storm.storm import sky, storm

JOURNAL = ROOT / "var" / "torture.jsonl"
COLUMNS = (
    "owed", "sent", "lost", "forbidden", "said_again", "unknown", "untold", "unreadable", "open",
)  # fmt: skip
Line = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument(
        "--first", type=int, default=1, help="so that several machines can share them"
    )
    parser.add_argument("--reminders", type=int, default=10_000)
    chosen = parser.parse_args()
    done = _done(chosen.reminders)
    left = [seed for seed in range(chosen.first, chosen.seeds + 1) if seed not in done]
    if left:
        with _machines() as machines:
            for seed in left:
                result = storm(machines, seed, chosen.reminders)
                done[seed] = asdict(result) | {"is_good": result.verdict.is_good}
                _note({"reminders": chosen.reminders, **done[seed]})
                print(_row(done[seed]), flush=True)
    asked_for = [done[seed] for seed in sorted(done) if chosen.first <= seed <= chosen.seeds]
    _show(asked_for)
    if not all(line["is_good"] for line in asked_for):
        sys.exit(
            "Something was lost, said twice or said to somebody who was not to hear it: see the table."
        )


@contextmanager
def _machines() -> Iterator[Any]:
    tables_of, folder = os.environ["DATABASE_URL"], Path(os.environ["VAR_DIR"]) / "storm"
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, check=True)
    with var_dir.claim(folder), sky(folder, tables_of) as machines:
        yield machines


def _done(reminders: int) -> dict[int, Line]:
    lines = JOURNAL.read_text().splitlines() if JOURNAL.exists() else []
    known = [json.loads(line) for line in lines]
    return {line["seed"]: line for line in known if line["reminders"] == reminders}


def _note(line: Line) -> None:
    with JOURNAL.open("a") as journal:
        print(json.dumps(line), file=journal)


def _show(lines: list[Line]) -> None:
    """All seeds and their sum, as docs/reminders.md has them."""
    print(
        f"\n| seed | blows | {' | '.join(map(_title, COLUMNS))} | repeated, of at most | seconds |"
    )
    print("|---|" + "---|" * (len(COLUMNS) + 3))
    for line in lines:
        print(_row(line))
    print(_row(_sum(lines)))


def _title(column: str) -> str:
    return column.replace("_", " ")


def _row(line: Line) -> str:
    found = line["verdict"]
    counts = " | ".join(f"{found[column]:,}" for column in COLUMNS)
    twice = f"{found['repeated']:,} of {found['may_repeat']:,}"
    return f"| {line['seed']} | {line['blows']} | {counts} | {twice} | {line['seconds']:.0f} |"


def _sum(lines: list[Line]) -> Line:
    names = (*COLUMNS, "repeated", "may_repeat")
    return {
        "seed": f"all {len(lines)}",
        "blows": sum(line["blows"] for line in lines),
        "seconds": sum(line["seconds"] for line in lines),
        "verdict": {name: sum(line["verdict"][name] for line in lines) for name in names},
    }


if __name__ == "__main__":
    main()
