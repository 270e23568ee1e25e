"""Forms of the care plan."""

from apps.careplan.forms.appointments import (
    AppointmentAddForm,
    AppointmentEditForm,
    AppointmentForm,
    kind_values,
)
from apps.careplan.forms.doses import MedicinePauseForm, SupplyForm, TickForm, WatchForm
from apps.careplan.forms.links import NeighbourForm, TaskLinkForm
from apps.careplan.forms.medicines import MedicineAddForm, MedicineEditForm
from apps.careplan.forms.outcomes import OutcomeForm, StepForm
from apps.careplan.forms.pause import CirclePauseForm
from apps.careplan.forms.questions import AnswerForm, QuestionAddForm, QuestionEditForm
from apps.careplan.forms.repeating import TaskAddForm
from apps.careplan.forms.requests import TaskRequestForm
from apps.careplan.forms.seats import GuestForm
from apps.careplan.forms.tasks import TaskEditForm
from apps.careplan.forms.treatments import (
    TeamAddForm,
    TeamEditForm,
    TreatmentAddForm,
    TreatmentEditForm,
)

__all__ = [
    "AnswerForm",
    "AppointmentAddForm",
    "AppointmentEditForm",
    "AppointmentForm",
    "CirclePauseForm",
    "GuestForm",
    "MedicineAddForm",
    "MedicineEditForm",
    "MedicinePauseForm",
    "NeighbourForm",
    "OutcomeForm",
    "QuestionAddForm",
    "QuestionEditForm",
    "StepForm",
    "SupplyForm",
    "TaskAddForm",
    "TaskEditForm",
    "TaskLinkForm",
    "TaskRequestForm",
    "TeamAddForm",
    "TeamEditForm",
    "TickForm",
    "TreatmentAddForm",
    "TreatmentEditForm",
    "WatchForm",
    "kind_values",
]
