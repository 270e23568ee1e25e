"""Pages that exist in the demo only."""

from django.urls import path

from apps.demo import views

urlpatterns = [
    path("demo/", views.DemoPeople.as_view(), name="demo_people"),
    path("outbox/", views.Outbox.as_view(), name="outbox"),
    path("outbox/<str:name>/", views.OutboxLetter.as_view(), name="outbox_letter"),
]
