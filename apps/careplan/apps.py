from django.apps import AppConfig


class CareplanConfig(AppConfig):
    name = "apps.careplan"
    label = "careplan"

    def ready(self) -> None:
        from apps.careplan import called, services
        from apps.careplan.parts import PARTS
        from apps.careplan.reminding import AppointmentSubject
        from apps.circles.services import changes
        from apps.core import portable
        from apps.reminders import registry

        registry.register(AppointmentSubject())
        changes.register(services.plan_for_change)
        portable.register(*PARTS)
        called.register()
