"""The site's addresses, one line a room. The demo's pages exist in the demo only."""

from django.conf import settings
from django.urls import include, path

handler400 = "django.views.defaults.bad_request"

urlpatterns = [
    path("", include("apps.core.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.circles.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("", include("apps.demo.urls")))
