"""The table of docs/library.md: what each shipped article rests on, how hard it reads, when it is due."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.core import clock
from apps.library import shipped
from apps.library.rules.check import check
from apps.library.rules.problems import Problem
from apps.library.rules.table import filled, table

PAGE = Path(settings.BASE_DIR) / "docs" / "library.md"


class Command(BaseCommand):
    help = "Write the table of articles into docs/library.md (needs pyphen, a development package)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; fail when a file breaks a promise, is due, or the table is old",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        seed = shipped.seed()
        if options["check"]:
            self.refuse(check(seed, clock.today("UTC"), shipped.syllables()))
        before = PAGE.read_text(encoding="utf-8")
        after = filled(before, table(seed, shipped.syllables()))
        if before == after:
            self.stdout.write("The table is current.")
        elif options["check"]:
            raise CommandError(
                "The table of docs/library.md is out of date: manage.py library_table"
            )
        else:
            PAGE.write_text(after, encoding="utf-8")
            self.stdout.write("Written.")

    def refuse(self, problems: list[Problem]) -> None:
        if problems:
            raise CommandError("\n".join(str(problem) for problem in problems))
