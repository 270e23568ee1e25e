"""Forms of the care plan."""

from apps.careplan.forms.appointments import (
    AppointmentAddForm,
    AppointmentEditForm,
    AppointmentForm,
    kind_values,
)
from apps.careplan.forms.links import NeighbourForm, TaskLinkForm
from apps.careplan.forms.outcomes import OutcomeForm, StepForm
from apps.careplan.forms.pause import PauseForm
from apps.careplan.forms.questions import AnswerForm, QuestionAddForm, QuestionEditForm
from apps.careplan.forms.repeating import TaskAddForm
from apps.careplan.forms.requests import TaskRequestForm
from apps.careplan.forms.seats import GuestForm
from apps.careplan.forms.tasks import TaskEditForm

__all__ = [
    "AnswerForm",
    "AppointmentAddForm",
    "AppointmentEditForm",
    "AppointmentForm",
    "GuestForm",
    "NeighbourForm",
    "OutcomeForm",
    "PauseForm",
    "QuestionAddForm",
    "QuestionEditForm",
    "StepForm",
    "TaskAddForm",
    "TaskEditForm",
    "TaskLinkForm",
    "TaskRequestForm",
    "kind_values",
]
