"""The outbox: promises kept in the database until they are sent."""

from django.apps import AppConfig

from apps.core import health


class RemindersConfig(AppConfig):
    name = "apps.reminders"
    label = "reminders"

    def ready(self) -> None:
        from apps.accounts import changes
        from apps.circles.services import inviting
        from apps.core import portable
        from apps.reminders import invitations, registry, selectors, services, troubles
        from apps.reminders.parts import PARTS

        health.register("beat", selectors.beat_is_alive)
        health.register("reminders", services.is_moving)
        changes.moved_zone.register(services.replan_for)
        inviting.changed.register(invitations.plan_reminder)
        registry.register(invitations.InvitationSubject())
        registry.register(troubles.UnreachedSubject())
        registry.register(troubles.TextsSpentSubject())
        portable.register(*PARTS)
