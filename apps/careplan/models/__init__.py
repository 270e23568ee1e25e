"""Rows of the care plan."""

from apps.careplan.models.appointments import (
    LONG_TEXT,
    Appointment,
    Attendance,
    Seat,
)
from apps.careplan.models.between import (
    TaskRequest,
    TaskThanks,
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

__all__ = [
    "LONG_TEXT",
    "MOST_PRESSING",
    "Appointment",
    "Attendance",
    "Dose",
    "DoseDay",
    "Medicine",
    "MedicinePause",
    "MedicineQuerySet",
    "MedicineRhythm",
    "MedicineWatch",
    "Seat",
    "Supply",
    "Task",
    "TaskLink",
    "TaskRequest",
    "TaskSeries",
    "TaskThanks",
    "TeamMember",
    "Treatment",
]
