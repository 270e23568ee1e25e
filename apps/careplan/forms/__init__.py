"""Forms of the care plan."""

from apps.careplan.forms.appointments import AppointmentAddForm, AppointmentEditForm
from apps.careplan.forms.doses import PauseForm, SupplyForm, TickForm, WatchForm
from apps.careplan.forms.medicines import MedicineAddForm, MedicineEditForm
from apps.careplan.forms.tasks import TaskAddForm, TaskEditForm

__all__ = [
    "AppointmentAddForm",
    "AppointmentEditForm",
    "MedicineAddForm",
    "MedicineEditForm",
    "PauseForm",
    "SupplyForm",
    "TaskAddForm",
    "TaskEditForm",
    "TickForm",
    "WatchForm",
]
