"""python -m tests.reminders.storm FOLDER REMINDERS SEED…: a line of JSON each, on tables like DATABASE_URL's."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from tests.reminders.storm.storm import sky, storm


def main() -> None:
    folder, reminders, *seeds = sys.argv[1:]
    with sky(Path(folder), os.environ["DATABASE_URL"]) as machines:
        for seed in seeds:
            result = asdict(storm(machines, int(seed), int(reminders)))
            sys.stdout.write(json.dumps(result) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
