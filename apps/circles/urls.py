"""Circles, their people and invitations."""

from django.urls import include, path

from apps.circles.views import circles, invitations, own_place

in_circle = [
    path("people/", circles.People.as_view(), name="circle_people"),
    path("people/invite/", invitations.InvitationAdd.as_view(), name="invitation_add"),
    path(
        "invitations/<uuid:invitation_id>/",
        invitations.InvitationDetail.as_view(),
        name="invitation_detail",
    ),
    path(
        "invitations/<uuid:invitation_id>/link/",
        invitations.InvitationLink.as_view(),
        name="invitation_link",
    ),
    path(
        "invitations/<uuid:invitation_id>/withdrawal/",
        invitations.InvitationWithdrawal.as_view(),
        name="invitation_withdrawal",
    ),
    path("me/", own_place.OwnPlace.as_view(), name="own_place"),
    path("me/notes/", own_place.OwnNotesPage.as_view(), name="own_notes"),
    path("me/limits/", own_place.OwnLimits.as_view(), name="own_limits"),
    path("me/times/", own_place.OwnTimes.as_view(), name="own_times"),
    path("me/times/removal/", own_place.OwnTimeRemoval.as_view(), name="own_time_removal"),
    path("me/leaving/", own_place.Leaving.as_view(), name="leaving"),
]

urlpatterns = [
    path("circles/", circles.CircleList.as_view(), name="circle_list"),
    path("circles/new/", circles.CircleAdd.as_view(), name="circle_add"),
    path("i/<str:token>/", invitations.InvitationOpen.as_view(), name="invitation_open"),
    path("c/<uuid:circle_id>/", include(in_circle)),
]
