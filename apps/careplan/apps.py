from django.apps import AppConfig


class CareplanConfig(AppConfig):
    name = "apps.careplan"
    label = "careplan"

    def ready(self) -> None:
        from apps.careplan import services
        from apps.careplan.parts import PARTS
        from apps.careplan.reminding import AppointmentSubject, SeatSubject
        from apps.circles.services import joining
        from apps.core import portable
        from apps.reminders import registry

        registry.register(AppointmentSubject())
        registry.register(SeatSubject())
        joining.register(services.plan_for_newcomer)
        portable.register(*PARTS)
