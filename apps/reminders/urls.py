"""The bell, how one wants to be reminded, the public one-answer link, and what the text gateway calls."""

from django.urls import path

from apps.reminders import views

urlpatterns = [
    path("r/<str:token>/", views.Answer.as_view(), name="answer"),
    path("u/<str:token>/", views.Unsubscribe.as_view(), name="unsubscribe"),
    path("metrics", views.Metrics.as_view(), name="metrics"),
    path("staff/outbox/", views.Outbox.as_view(), name="staff_outbox"),
    path("me/bell/", views.Bell.as_view(), name="bell"),
    path("me/bell/read/", views.BellAllRead.as_view(), name="bell_read"),
    path("me/bell/<int:reminder_id>/", views.BellItemOpen.as_view(), name="bell_item"),
    path("hooks/mail/", views.mail_events, name="mail_events"),
    path("hooks/texts/receipt/", views.TextReceipt.as_view(), name="text_receipt"),
    path("hooks/texts/reply/", views.TextReply.as_view(), name="text_reply"),
    path("me/reminders/", views.Reminders.as_view(), name="reminders"),
    path("sw.js", views.worker, name="worker"),
    path("me/reminders/devices/", views.DeviceAdd.as_view(), name="device_add"),
    path(
        "me/reminders/devices/<int:device_id>/removal/",
        views.DeviceRemoval.as_view(),
        name="device_removal",
    ),
    path("me/reminders/again/", views.TryAgain.as_view(), name="reminders_again"),
    path("c/<uuid:circle_id>/me/reminders/", views.OwnReminders.as_view(), name="own_reminders"),
    path(
        "c/<uuid:circle_id>/people/reminders/",
        views.CircleDefaults.as_view(),
        name="circle_reminders",
    ),
]
