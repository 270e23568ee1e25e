"""How one wants to be reminded, and the public one-answer link."""

from django.urls import path

from apps.reminders import views

urlpatterns = [
    path("r/<str:token>/", views.Answer.as_view(), name="answer"),
    path("me/reminders/", views.Reminders.as_view(), name="reminders"),
    path("c/<uuid:circle_id>/me/reminders/", views.OwnReminders.as_view(), name="own_reminders"),
    path(
        "c/<uuid:circle_id>/people/reminders/",
        views.CircleDefaults.as_view(),
        name="circle_reminders",
    ),
]
