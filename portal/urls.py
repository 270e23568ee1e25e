"""The site's addresses, one line a room. The demo's pages exist in the demo only."""

from django.conf import settings
from django.urls import include, path

handler400 = "apps.core.views.errors.bad_request"
handler500 = "apps.core.views.errors.server_error"

urlpatterns = [
    path("", include("apps.core.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.circles.urls")),
    path("", include("apps.reminders.urls")),
    path("", include("apps.library.urls")),
    path("", include("apps.careplan.urls")),
    path("", include("apps.interop.urls")),
    path("", include("apps.today.urls")),
]

urlpatterns.append(path(settings.EDITOR_PATH, include("wagtail.admin.urls")))

if settings.DEMO:
    urlpatterns.append(path("", include("apps.demo.urls")))
