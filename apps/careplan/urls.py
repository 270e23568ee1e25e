"""The plan of a circle: dates and tasks. A change of state is a resource of its own that is posted to."""

from django.urls import URLPattern, URLResolver, include, path

from apps.careplan.views import (
    agenda,
    appointments,
    calendars,
    favours,
    follow_ups,
    links,
    more,
    outcomes,
    pause,
    questions,
    requests,
    seats,
    task_steps,
    tasks,
)

on_appointment: list[URLPattern] = [
    path("", appointments.AppointmentDetail.as_view(), name="appointment_detail"),
    path("edit/", appointments.AppointmentEdit.as_view(), name="appointment_edit"),
    path("cancellation/", seats.AppointmentCancellation.as_view(), name="appointment_cancellation"),
    path("restoration/", seats.AppointmentRestoration.as_view(), name="appointment_restoration"),
    path("completion/", outcomes.AppointmentHappened.as_view(), name="appointment_happened"),
    path("absence/", outcomes.AppointmentMissed.as_view(), name="appointment_missed"),
    path("outcome/", outcomes.OutcomeEdit.as_view(), name="outcome_edit"),
    path("steps/", outcomes.StepAdd.as_view(), name="step_add"),
    path("questions/carry/", outcomes.QuestionsCarried.as_view(), name="questions_carry"),
    path("alone/", seats.GoingAlone.as_view(), name="going_alone"),
    path("company/", seats.GoingWithCompany.as_view(), name="going_with_company"),
    path("attendance/", seats.AttendanceAnswer.as_view(), name="attendance"),
    path("seats/<str:seat_kind>/", seats.SeatOffer.as_view(), name="seat_offer"),
    path("seats/<str:seat_kind>/guest/", seats.SeatGuest.as_view(), name="seat_guest"),
    path("seats/<str:seat_kind>/release/", seats.SeatRelease.as_view(), name="seat_release"),
]

on_task: list[URLPattern] = [
    path("", tasks.TaskDetail.as_view(), name="task_detail"),
    path("edit/", tasks.TaskEdit.as_view(), name="task_edit"),
    path("claim/", task_steps.TaskClaim.as_view(), name="task_claim"),
    path("claim/series/", task_steps.TaskSeriesClaim.as_view(), name="task_series_claim"),
    path("release/", task_steps.TaskRelease.as_view(), name="task_release"),
    path("completion/", task_steps.TaskCompletion.as_view(), name="task_completion"),
    path("reopening/", task_steps.TaskReopening.as_view(), name="task_reopening"),
    path("withdrawal/", task_steps.TaskWithdrawal.as_view(), name="task_withdrawal"),
    path("restoration/", task_steps.TaskRestoration.as_view(), name="task_restoration"),
    path("thanks/", task_steps.TaskThanking.as_view(), name="task_thanks"),
    path("link/", links.TaskLinkPage.as_view(), name="task_link"),
    path("link/end/", links.TaskLinkEnd.as_view(), name="task_link_end"),
    path("request/", requests.TaskRequestPage.as_view(), name="task_request"),
    path("request/end/", requests.TaskRequestWithdrawal.as_view(), name="task_request_end"),
    path("request/yes/", requests.TaskRequestAcceptance.as_view(), name="task_request_yes"),
    path("request/no/", requests.TaskRequestRefusal.as_view(), name="task_request_no"),
]

on_question: list[URLPattern] = [
    path("", questions.QuestionDetail.as_view(), name="question_detail"),
    path("edit/", questions.QuestionEdit.as_view(), name="question_edit"),
    path("approval/", questions.QuestionApproval.as_view(), name="question_approval"),
    path("removal/", questions.QuestionRemoval.as_view(), name="question_removal"),
    path("restoration/", questions.QuestionRestoration.as_view(), name="question_restoration"),
    path("up/", questions.QuestionUp.as_view(), name="question_up"),
    path("down/", questions.QuestionDown.as_view(), name="question_down"),
    path("reopening/", questions.QuestionReopening.as_view(), name="question_reopening"),
    path("note/", questions.QuestionNote.as_view(), name="question_note"),
]

in_circle: list[URLPattern | URLResolver] = [
    path("pause/", pause.CirclePause.as_view(), name="circle_pause"),
    path("pause/end/", pause.CirclePauseEnd.as_view(), name="circle_pause_end"),
    path("plan/", agenda.Plan.as_view(), name="plan"),
    path("plan/earlier/", agenda.PlanEarlier.as_view(), name="plan_earlier"),
    path("plan/month/", calendars.PlanMonth.as_view(), name="plan_month_now"),
    path("plan/month/<str:month>/", calendars.PlanMonth.as_view(), name="plan_month"),
    path("plan/week/", calendars.PlanWeek.as_view(), name="plan_week"),
    path("plan/people/", calendars.PlanPeople.as_view(), name="plan_people"),
    path("plan/more/", more.PlanMore.as_view(), name="plan_more"),
    path("plan/appointments/new/", appointments.AppointmentAdd.as_view(), name="appointment_add"),
    path("plan/appointments/<uuid:appointment_id>/", include(on_appointment)),
    path("plan/questions/", questions.QuestionList.as_view(), name="question_list"),
    path("plan/questions/new/", questions.QuestionAdd.as_view(), name="question_add"),
    path("plan/questions/<uuid:question_id>/", include(on_question)),
    path("plan/questions/<uuid:pk>/task/", follow_ups.QuestionTask.as_view(), name="question_task"),
    path("plan/steps/<uuid:pk>/task/", follow_ups.StepTask.as_view(), name="step_task"),
    path("plan/steps/<uuid:pk>/date/", follow_ups.StepDate.as_view(), name="step_date"),
    path("plan/steps/<uuid:step_id>/removal/", outcomes.StepRemoval.as_view(), name="step_removal"),
    path("tasks/", tasks.TaskList.as_view(), name="task_list"),
    path("tasks/new/", tasks.TaskAdd.as_view(), name="task_add"),
    path("tasks/<uuid:task_id>/", include(on_task)),
]

urlpatterns = [
    path("c/<uuid:circle_id>/", include(in_circle)),
    path("h/<str:token>/", favours.TaskLinkOpen.as_view(), name="task_link_open"),
    path("h/mine/<str:token>/", favours.FavourPage.as_view(), name="favour"),
]
