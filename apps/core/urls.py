"""Health, help and the other pages that belong to the whole site."""

from django.urls import path

from apps.core.views import health, pages

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("terms/", pages.legal, {"name": "terms"}, name="terms"),
    path("privacy/", pages.legal, {"name": "privacy"}, name="privacy"),
]
