"""Circles, their people and invitations."""

from django.urls import URLPattern, URLResolver, include, path

from apps.circles.views import circles, invitations, people, preview, receipts

on_member = [
    path("", people.Member.as_view(), name="circle_member"),
    path("change/", people.MemberEdit.as_view(), name="circle_member_edit"),
    path("removal/", people.MemberRemoval.as_view(), name="circle_member_removal"),
    path("return/", people.MemberReturn.as_view(), name="circle_member_return"),
    path("preview/", preview.Preview.as_view(), name="circle_preview"),
    path("review/", people.MemberReview.as_view(), name="circle_member_review"),
]

in_circle: list[URLPattern | URLResolver] = [
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
]

urlpatterns = [
    path("circles/", circles.CircleList.as_view(), name="circle_list"),
    path("circles/new/", circles.CircleAdd.as_view(), name="circle_add"),
    path("i/<str:token>/", invitations.InvitationOpen.as_view(), name="invitation_open"),
    path("c/<uuid:circle_id>/", include(in_circle)),
]
