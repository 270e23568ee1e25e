from django.apps import AppConfig


class CareplanConfig(AppConfig):
    name = "apps.careplan"
    label = "careplan"

    def ready(self) -> None:
        from apps.careplan.reminding import AppointmentSubject
        from apps.reminders import registry

        registry.register(AppointmentSubject())
