"""The outbox: promises kept in the database until they are sent."""

from django.apps import AppConfig

from apps.core import health


class RemindersConfig(AppConfig):
    name = "apps.reminders"
    label = "reminders"

    def ready(self) -> None:
        from apps.accounts import changes
        from apps.core import portable
        from apps.reminders import selectors, services
        from apps.reminders.parts import PARTS

        health.register("beat", selectors.beat_is_alive)
        changes.register(services.replan_for)
        portable.register(*PARTS)
