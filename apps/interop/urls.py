"""One's data and a circle's: taking it out, having it erased."""

from django.urls import include, path

from apps.interop.views import circles, own

in_circle = [
    path("data/", circles.CircleData.as_view(), name="circle_data"),
    path("data/erasure/", circles.CircleErasure.as_view(), name="circle_erasure"),
    path("data/erasure/stop/", circles.CircleErasureStop.as_view(), name="circle_erasure_stop"),
]

urlpatterns = [
    path("me/data/", own.MyData.as_view(), name="my_data"),
    path(
        "me/data/archives/<uuid:archive_id>/",
        own.ArchiveDownload.as_view(),
        name="archive_download",
    ),
    path("me/data/erasure/", own.AccountErasure.as_view(), name="account_erasure"),
    path("me/data/erasure/stop/", own.AccountErasureStop.as_view(), name="account_erasure_stop"),
    path("c/<uuid:circle_id>/", include(in_circle)),
]
