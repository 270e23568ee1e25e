"""Sign-in, welcome and profile. Two names are allauth's, so that its redirects find our pages."""

from django.urls import path

from apps.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", views.Code.as_view(), name="account_code"),
    path("sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("welcome/", views.Welcome.as_view(), name="account_welcome"),
    path("passkey/", views.Passkey.as_view(), name="account_passkey"),
    path("proof/", views.Proof.as_view(), name="account_proof"),
    path("proof/code/", views.ProofCode.as_view(), name="account_proof_code"),
    path("me/phone/", views.Phone.as_view(), name="account_phone"),
    path("me/phone/code/", views.PhoneCode.as_view(), name="account_phone_code"),
    path("me/phone/removal/", views.PhoneRemoval.as_view(), name="account_phone_removal"),
    path("me/", views.Profile.as_view(), name="account_profile"),
]
