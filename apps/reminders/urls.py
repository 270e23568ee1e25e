"""The public one-answer link."""

from django.urls import path

from apps.reminders.views import Answer

urlpatterns = [path("r/<str:token>/", Answer.as_view(), name="answer")]
