"""What people take along of the plan."""

from django.utils.translation import gettext_lazy as _

from apps.careplan.models import (
    Appointment,
    Attendance,
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
        ("name", "kind", "starts_at", "time_known", "ends_at", "place", "preparation", "status"),
    ),
    Part(Seat, _("Who comes along"), ("appointment", "kind", "holder")),
    Part(Attendance, _("Answers"), ("appointment", "membership", "answer", "answered_at")),
    Part(
        Task,
        _("Tasks"),
        (
            "title",
            "kind",
            "notes",
            "due_on",
            "starts_at",
            "ends_at",
            "status",
            "claimed_by",
            "claimed_contact",
            "done_at",
        ),
    ),
    Part(TaskSeries, _("Tasks that come back"), ("created_at",)),
    Part(TaskRequest, _("Who was asked to take over"), ("task", "created_at")),
    Part(TaskLink, _("Tasks offered by link"), ("task", "created_at")),
    Part(TaskThanks, _("Thanks"), ("task", "created_at")),
)
