"""The plan of a circle: dates and tasks. A change of state is a resource of its own that is posted to."""

from django.urls import URLPattern, URLResolver, include, path

from apps.careplan.views import (
    agenda,
    appointments,
    calendars,
    doses,
    favours,
    follow_ups,
    history,
    links,
    medicines,
    more,
    outcomes,
    pause,
    questions,
    requests,
    seats,
    supplies,
    task_steps,
    tasks,
    team,
    treatments,
    workload,
)

on_appointment: list[URLPattern] = [
    path("", appointments.AppointmentDetail.as_view(), name="appointment_detail"),
    path("edit/", appointments.AppointmentEdit.as_view(), name="appointment_edit"),
    path("cancellation/", seats.AppointmentCancellation.as_view(), name="appointment_cancellation"),
    path("restoration/", seats.AppointmentRestoration.as_view(), name="appointment_restoration"),
    path("alone/", seats.GoingAlone.as_view(), name="going_alone"),
    path("company/", seats.GoingWithCompany.as_view(), name="going_with_company"),
    path("completion/", outcomes.AppointmentHappened.as_view(), name="appointment_happened"),
    path("absence/", outcomes.AppointmentMissed.as_view(), name="appointment_missed"),
    path("outcome/", outcomes.OutcomeEdit.as_view(), name="outcome_edit"),
    path("steps/", outcomes.StepAdd.as_view(), name="step_add"),
    path("questions/carry/", outcomes.QuestionsCarried.as_view(), name="questions_carry"),
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

on_medicine: list[URLPattern] = [
    path("", medicines.MedicineDetail.as_view(), name="medicine_detail"),
    path("edit/", medicines.MedicineEdit.as_view(), name="medicine_edit"),
    path("withdrawal/", medicines.MedicineWithdrawal.as_view(), name="medicine_withdrawal"),
    path("restoration/", medicines.MedicineRestoration.as_view(), name="medicine_restoration"),
    path("doses/", doses.DoseTick.as_view(), name="dose_tick"),
    path("doses/now/", doses.AsNeededTick.as_view(), name="dose_now"),
    path("doses/<uuid:dose_id>/undo/", doses.DoseUndo.as_view(), name="dose_undo"),
    path("pauses/new/", supplies.PauseAdd.as_view(), name="pause_add"),
    path("pauses/<uuid:pause_id>/end/", supplies.PauseEnd.as_view(), name="pause_end"),
    path("pauses/<uuid:pause_id>/removal/", supplies.PauseRemoval.as_view(), name="pause_removal"),
    path("supply/", supplies.SupplyCount.as_view(), name="supply_count"),
    path("supply/task/", supplies.SupplyTask.as_view(), name="supply_task"),
    path("watches/", supplies.WatchEdit.as_view(), name="watch_edit"),
]

on_treatment: list[URLPattern] = [
    path("", treatments.TreatmentDetail.as_view(), name="treatment_detail"),
    path("edit/", treatments.TreatmentEdit.as_view(), name="treatment_edit"),
    path("withdrawal/", treatments.TreatmentWithdrawal.as_view(), name="treatment_withdrawal"),
    path("restoration/", treatments.TreatmentRestoration.as_view(), name="treatment_restoration"),
]

on_team: list[URLPattern] = [
    path("edit/", team.TeamEdit.as_view(), name="team_edit"),
    path("withdrawal/", team.TeamWithdrawal.as_view(), name="team_withdrawal"),
    path("restoration/", team.TeamRestoration.as_view(), name="team_restoration"),
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

on_step = [
    path("removal/", outcomes.StepRemoval.as_view(), name="step_removal"),
    path("restoration/", outcomes.StepRestoration.as_view(), name="step_restoration"),
]

in_circle: list[URLPattern | URLResolver] = [
    path("pause/", pause.CirclePause.as_view(), name="circle_pause"),
    path("pause/end/", pause.CirclePauseEnd.as_view(), name="circle_pause_end"),
    path("plan/month/", calendars.PlanMonth.as_view(), name="plan_month_now"),
    path("plan/month/<str:month>/", calendars.PlanMonth.as_view(), name="plan_month"),
    path("plan/week/", calendars.PlanWeek.as_view(), name="plan_week"),
    path("plan/people/", calendars.PlanPeople.as_view(), name="plan_people"),
    path("plan/questions/", questions.QuestionList.as_view(), name="question_list"),
    path("plan/questions/new/", questions.QuestionAdd.as_view(), name="question_add"),
    path("plan/questions/<uuid:question_id>/", include(on_question)),
    path("plan/questions/<uuid:pk>/task/", follow_ups.QuestionTask.as_view(), name="question_task"),
    path("plan/steps/<uuid:pk>/task/", follow_ups.StepTask.as_view(), name="step_task"),
    path("plan/steps/<uuid:pk>/date/", follow_ups.StepDate.as_view(), name="step_date"),
    path("plan/steps/<uuid:step_id>/", include(on_step)),
    path("plan/", agenda.Plan.as_view(), name="plan"),
    path("plan/earlier/", agenda.PlanEarlier.as_view(), name="plan_earlier"),
    path("plan/removed/", history.PlanRemoved.as_view(), name="plan_removed"),
    path("plan/changes/<uuid:change_id>/", history.PlanUndo.as_view(), name="plan_undo"),
    path("tasks/changes/<uuid:change_id>/", history.TaskUndo.as_view(), name="tasks_undo"),
    path(
        "medicines/changes/<uuid:change_id>/",
        history.MedicineUndo.as_view(),
        name="medicines_undo",
    ),
    path("plan/more/", more.PlanMore.as_view(), name="plan_more"),
    path("plan/appointments/new/", appointments.AppointmentAdd.as_view(), name="appointment_add"),
    path("plan/appointments/<uuid:appointment_id>/", include(on_appointment)),
    path("treatments/", treatments.TreatmentList.as_view(), name="treatment_list"),
    path("treatments/new/", treatments.TreatmentAdd.as_view(), name="treatment_add"),
    path("treatments/<uuid:pk>/", include(on_treatment)),
    path("team/", team.Team.as_view(), name="team"),
    path("team/new/", team.TeamAdd.as_view(), name="team_add"),
    path("team/<uuid:pk>/", include(on_team)),
    path("medicines/", medicines.MedicineList.as_view(), name="medicine_list"),
    path("medicines/new/", medicines.MedicineAdd.as_view(), name="medicine_add"),
    path("medicines/today/", doses.DosesToday.as_view(), name="doses_today"),
    path("medicines/sheet/", medicines.MedicineSheet.as_view(), name="medicine_sheet"),
    path("medicines/<uuid:pk>/", include(on_medicine)),
    path("tasks/", tasks.TaskList.as_view(), name="task_list"),
    path("tasks/who/", workload.WorkloadPage.as_view(), name="workload"),
    path("tasks/new/", tasks.TaskAdd.as_view(), name="task_add"),
    path("tasks/<uuid:task_id>/", include(on_task)),
]

urlpatterns = [
    path("c/<uuid:circle_id>/", include(in_circle)),
    path("h/<str:token>/", favours.TaskLinkOpen.as_view(), name="task_link_open"),
    path("h/mine/<str:token>/", favours.FavourPage.as_view(), name="favour"),
]
