"""``manage.py demo``: build the invented family, or bring it up to date. Safe to run at each start."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.demo import services


class Command(BaseCommand):
    help = "Build or refresh the demo's circles."

    def handle(self, *args: Any, **options: Any) -> None:
        services.build()
        self.stdout.write("The demo is ready.")
