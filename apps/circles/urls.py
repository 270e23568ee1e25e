"""Circles, their people and invitations."""

from django.urls import URLPattern, URLResolver, include, path

from apps.circles.views import (
    answering,
    behalf,
    circles,
    closing,
    handover,
    invitations,
    own_place,
    people,
    preview,
    receipts,
    standing_in,
)

on_member = [
    path("", people.Member.as_view(), name="circle_member"),
    path("change/", people.MemberEdit.as_view(), name="circle_member_edit"),
    path("removal/", people.MemberRemoval.as_view(), name="circle_member_removal"),
    path("return/", people.MemberReturn.as_view(), name="circle_member_return"),
    path("preview/", preview.Preview.as_view(), name="circle_preview"),
    path("review/", people.MemberReview.as_view(), name="circle_member_review"),
]

turns = [
    path("consent/", behalf.CircleConsent.as_view(), name="circle_consent"),
    path("handover/", handover.Handover.as_view(), name="handover"),
    path("handover/offer/", handover.HandoverOffer.as_view(), name="handover_offer"),
    path("handover/acceptance/", handover.HandoverAcceptance.as_view(), name="handover_acceptance"),
    path("handover/refusal/", handover.HandoverRefusal.as_view(), name="handover_refusal"),
    path("stand-in/", standing_in.StandIn.as_view(), name="stand_in"),
    path("stand-in/naming/", standing_in.StandInNaming.as_view(), name="stand_in_naming"),
    path("stand-in/request/", standing_in.StandInRequest.as_view(), name="stand_in_request"),
    path(
        "stand-in/confirmation/",
        standing_in.StandInConfirmation.as_view(),
        name="stand_in_confirmation",
    ),
    path("stand-in/refusal/", standing_in.StandInRefusal.as_view(), name="stand_in_refusal"),
    path(
        "stand-in/withdrawal/", standing_in.StandInWithdrawal.as_view(), name="stand_in_withdrawal"
    ),
    path("wishes/", closing.Wishes.as_view(), name="wishes"),
    path("closing/", closing.CircleClosing.as_view(), name="circle_closing"),
    path("reopening/", closing.CircleReopening.as_view(), name="circle_reopening"),
]

in_circle: list[URLPattern | URLResolver] = [
    *turns,
    path("people/", people.People.as_view(), name="circle_people"),
    path("people/<uuid:membership_id>/", include(on_member)),
    path("people/looked/", receipts.WhoLooked.as_view(), name="circle_who_looked"),
    path("preview/end/", preview.PreviewEnd.as_view(), name="circle_preview_end"),
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
