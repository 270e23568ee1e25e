"""What people take along of the plan."""

from django.utils.translation import gettext_lazy as _

from apps.careplan.models import (
    Appointment,
    AppointmentSeries,
    Attendance,
    Dose,
    DoseDay,
    Medicine,
    MedicinePause,
    MedicineRhythm,
    MedicineWatch,
    NextStep,
    Outcome,
    Question,
    Seat,
    Supply,
    Task,
    TaskLink,
    TaskRequest,
    TaskSeries,
    TaskThanks,
    TeamMember,
    Treatment,
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
    Part(TaskLink, _("Links to a task"), ("task", "created_at", "taken_back_at")),
    Part(TaskRequest, _("Who was asked to take over"), ("task", "created_at")),
    Part(TaskLink, _("Links to one task"), ("task", "created_at")),
    Part(TaskThanks, _("Thanks"), ("task", "created_at")),
    Part(
        Medicine,
        _("Medicines"),
        ("name", "dose", "purpose", "food", "limit", "starts_on", "ends_on", "notes"),
    ),
    Part(
        MedicineRhythm,
        _("When they are taken"),
        ("medicine", "from_on", "counts_from", "times", "days_on", "days_off", "weekdays"),
    ),
    Part(MedicinePause, _("Pauses"), ("medicine", "from_on", "until_on", "reason")),
    Part(Dose, _("Doses that were ticked"), ("medicine", "day", "slot", "state", "ticked_at")),
    Part(DoseDay, _("Days with reminders of doses"), ("medicine", "day")),
    Part(Supply, _("What is left"), ("medicine", "counted", "unit", "per_dose", "counted_at")),
    Part(MedicineWatch, _("Who hears of doses"), ("medicine", "member", "kind")),
    Part(
        Treatment,
        _("Treatments"),
        ("kind", "name", "starts_on", "ends_on", "cycles", "end_reason", "notes"),
    ),
    Part(
        TeamMember,
        _("Care team"),
        ("name", "role", "phone", "extension", "hours", "day_and_night", "worries", "own_worry"),
    ),
)
