"""Loads the shipped library; run at every start, after migrate."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.library import services, shipped
from apps.library.rules.shipping import Step


class Command(BaseCommand):
    help = "Load the shipped articles, glossary and sources. Edits made here are never overwritten."

    def handle(self, *args: Any, **options: Any) -> None:
        seed = shipped.seed()
        problems = shipped.problems_for_loading(seed)
        if problems:
            lines = "\n".join(str(problem) for problem in problems)
            raise CommandError(f"Nothing was loaded; the articles stay as they are.\n{lines}")
        loaded = services.load_shipped(seed)
        counted = ", ".join(f"{loaded.steps[step]} {step.value}" for step in Step)
        self.stdout.write(f"Library: {counted}.")
        for name in loaded.kept:
            self.stdout.write(f"Kept as the operator has it: {name}")
