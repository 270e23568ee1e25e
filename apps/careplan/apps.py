from django.apps import AppConfig


class CareplanConfig(AppConfig):
    name = "apps.careplan"
    label = "careplan"

    def ready(self) -> None:
        from apps.careplan import called, services
        from apps.careplan.parts import PARTS
        from apps.careplan.reminding import (
            AppointmentSubject,
            CompanySubject,
            DoseSubject,
            FreedSeatSubject,
            FreedTaskSubject,
            SeatSubject,
            TaskRequestSubject,
            TaskSubject,
            WantedTaskSubject,
        )
        from apps.circles.services import changes
        from apps.core import portable
        from apps.reminders import registry

        registry.register(AppointmentSubject())
        registry.register(TaskSubject())
        registry.register(WantedTaskSubject())
        registry.register(TaskRequestSubject())
        registry.register(DoseSubject())
        registry.register(SeatSubject())
        registry.register(CompanySubject())
        registry.register(FreedTaskSubject())
        registry.register(FreedSeatSubject())
        changes.place.register(services.plan_for_change)
        changes.place.register(services.plan_tasks_for_change)
        changes.left.register(services.give_everything_back)
        portable.register(*PARTS)
        called.register()
