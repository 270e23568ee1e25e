"""Circles, their people and invitations."""

from django.urls import include, path

from apps.circles.views import answering, circles, invitations, own_place

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
    path(
        "invitations/<uuid:invitation_id>/code/",
        invitations.InvitationNewCode.as_view(),
        name="invitation_code_renewal",
    ),
    path(
        "invitations/<uuid:invitation_id>/confirmation/",
        invitations.InvitationConfirmation.as_view(),
        name="invitation_confirmation",
    ),
    path(
        "invitations/<uuid:invitation_id>/mix-up/",
        invitations.InvitationMixUp.as_view(),
        name="invitation_mix_up",
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
    path("invited/", answering.InvitationCode.as_view(), name="invitation_code"),
    path("i/<str:token>/no/", answering.InvitationRefusal.as_view(), name="invitation_refusal"),
    path(
        "i/<str:token>/someone-else/",
        answering.InvitationSomeoneElse.as_view(),
        name="invitation_someone_else",
    ),
    path("i/<str:token>/", answering.InvitationOpen.as_view(), name="invitation_open"),
    # Pasted twice, or with something stuck to it on the way: it is led to what it was meant to be.
    path("i/<path:token>", answering.InvitationOpen.as_view(), name="invitation_garbled"),
    path("c/<uuid:circle_id>/", include(in_circle)),
]
