"""Forms of the care plan."""

from apps.careplan.forms.appointments import AppointmentAddForm, AppointmentEditForm
from apps.careplan.forms.pause import PauseForm
from apps.careplan.forms.tasks import TaskAddForm, TaskEditForm

__all__ = ["AppointmentAddForm", "AppointmentEditForm", "PauseForm", "TaskAddForm", "TaskEditForm"]
