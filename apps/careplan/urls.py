"""The plan of a circle: dates and tasks. A change of state is a resource of its own that is posted to."""

from django.urls import URLPattern, URLResolver, include, path

from apps.careplan.views import agenda, appointments, more, seats, tasks

on_appointment: list[URLPattern] = [
    path("", appointments.AppointmentDetail.as_view(), name="appointment_detail"),
    path("edit/", appointments.AppointmentEdit.as_view(), name="appointment_edit"),
    path("cancellation/", seats.AppointmentCancellation.as_view(), name="appointment_cancellation"),
    path("restoration/", seats.AppointmentRestoration.as_view(), name="appointment_restoration"),
    path("completion/", seats.AppointmentHappened.as_view(), name="appointment_happened"),
    path("absence/", seats.AppointmentMissed.as_view(), name="appointment_missed"),
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
    path("claim/", tasks.TaskClaim.as_view(), name="task_claim"),
    path("release/", tasks.TaskRelease.as_view(), name="task_release"),
    path("completion/", tasks.TaskCompletion.as_view(), name="task_completion"),
    path("reopening/", tasks.TaskReopening.as_view(), name="task_reopening"),
    path("withdrawal/", tasks.TaskWithdrawal.as_view(), name="task_withdrawal"),
    path("restoration/", tasks.TaskRestoration.as_view(), name="task_restoration"),
]

in_circle: list[URLPattern | URLResolver] = [
    path("plan/", agenda.Plan.as_view(), name="plan"),
    path("plan/earlier/", agenda.PlanEarlier.as_view(), name="plan_earlier"),
    path("plan/more/", more.PlanMore.as_view(), name="plan_more"),
    path("plan/appointments/new/", appointments.AppointmentAdd.as_view(), name="appointment_add"),
    path("plan/appointments/<uuid:appointment_id>/", include(on_appointment)),
    path("tasks/", tasks.TaskList.as_view(), name="task_list"),
    path("tasks/new/", tasks.TaskAdd.as_view(), name="task_add"),
    path("tasks/<uuid:task_id>/", include(on_task)),
]

urlpatterns = [path("c/<uuid:circle_id>/", include(in_circle))]
