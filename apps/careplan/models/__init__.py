"""Rows of the care plan."""

from apps.careplan.models.appointment_series import (
    AppointmentSeries,
)
from apps.careplan.models.appointments import (
    LONG_TEXT,
    Appointment,
)
from apps.careplan.models.between import (
    TaskRequest,
    TaskThanks,
)
from apps.careplan.models.changes import (
    CHANGES,
    THINGS,
    Change,
    MedicineChange,
    PlanChange,
    TaskChange,
    kept_as,
    written_down,
)
from apps.careplan.models.doses import (
    Dose,
    DoseDay,
    MedicineWatch,
    Supply,
)
from apps.careplan.models.links import (
    TaskLink,
)
from apps.careplan.models.medicines import (
    Medicine,
    MedicinePause,
    MedicineQuerySet,
    MedicineRhythm,
)
from apps.careplan.models.outcomes import (
    NextStep,
    Outcome,
)
from apps.careplan.models.questions import (
    Question,
)
from apps.careplan.models.seats import (
    Attendance,
    Seat,
)
from apps.careplan.models.series import (
    TaskSeries,
)
from apps.careplan.models.tasks import (
    MOST_PRESSING,
    Task,
)
from apps.careplan.models.team import (
    TeamMember,
)
from apps.careplan.models.treatments import (
    Treatment,
)
from apps.careplan.models.versioned import (
    Versioned,
)

__all__ = [
    "CHANGES",
    "LONG_TEXT",
    "MOST_PRESSING",
    "THINGS",
    "Appointment",
    "AppointmentSeries",
    "Attendance",
    "Change",
    "Dose",
    "DoseDay",
    "Medicine",
    "MedicineChange",
    "MedicinePause",
    "MedicineQuerySet",
    "MedicineRhythm",
    "MedicineWatch",
    "NextStep",
    "Outcome",
    "PlanChange",
    "Question",
    "Seat",
    "Supply",
    "Task",
    "TaskChange",
    "TaskLink",
    "TaskRequest",
    "TaskSeries",
    "TaskThanks",
    "TeamMember",
    "Treatment",
    "Versioned",
    "kept_as",
    "written_down",
]
