"""What people take along of the plan."""

from django.utils.translation import gettext_lazy as _

from apps.careplan.models import (
    Appointment,
    AppointmentSeries,
    Attendance,
    NextStep,
    Outcome,
    Question,
    Seat,
    Task,
    TaskLink,
    TaskRequest,
    TaskSeries,
    TaskThanks,
)
from apps.core.portable import Part

PARTS = (
    Part(
        Appointment,
        _("Dates"),
        (
            "name",
            "kind",
            "starts_at",
            "time_known",
            "ends_at",
            "place",
            "address",
            "phone",
            "preparation",
            "status",
        ),
    ),
    Part(Seat, _("Who comes along"), ("appointment", "kind", "holder", "contact", "guest")),
    Part(Attendance, _("Answers"), ("appointment", "membership", "answer", "answered_at")),
    Part(AppointmentSeries, _("Dates that come back"), ("every", "unit", "times")),
    Part(Question, _("Questions"), ("text", "appointment", "status", "answer", "answered_by")),
    Part(Outcome, _("What was said"), ("appointment", "said", "decisions")),
    Part(NextStep, _("Next steps"), ("appointment", "text")),
    Part(Task, _("Tasks"), ("title", "notes", "due_on", "status", "claimed_by", "done_at")),
    Part(TaskSeries, _("Tasks that come back"), ("created_at",)),
    Part(TaskRequest, _("Who was asked to take over"), ("task", "created_at")),
    Part(TaskLink, _("Links to one task"), ("task", "created_at")),
    Part(TaskThanks, _("Thanks"), ("task", "created_at")),
)
