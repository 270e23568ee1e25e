from django.apps import AppConfig


class CareplanConfig(AppConfig):
    name = "apps.careplan"
    label = "careplan"

    def ready(self) -> None:
        from apps.careplan import called, services
        from apps.careplan.reminding import AppointmentSubject
        from apps.circles.services import changes
        from apps.reminders import registry

        registry.register(AppointmentSubject())
        changes.register(services.plan_for_change)
        called.register()
