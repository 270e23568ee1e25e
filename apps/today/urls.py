"""The first page, and Today of each circle."""

from django.urls import path

from apps.today import views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("c/<uuid:circle_id>/", views.Today.as_view(), name="today"),
]
