"""Sign-in, welcome and Me. Three names are allauth's, so that its redirects find our pages."""

from django.urls import path

from apps.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", views.Code.as_view(), name="account_code"),
    path("sign-in/passkey/", views.PasskeySignIn.as_view(), name="account_passkey_sign_in"),
    path("sign-in/second-step/", views.SecondStepSignIn.as_view(), name="mfa_authenticate"),
    path("sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("welcome/", views.Welcome.as_view(), name="account_welcome"),
    path("passkey/", views.Passkey.as_view(), name="account_passkey"),
    path("proof/", views.Proof.as_view(), name="account_proof"),
    path("proof/code/", views.ProofCode.as_view(), name="account_proof_code"),
    path("leave/", views.Leave.as_view(), name="leave"),
    path("me/", views.Me.as_view(), name="account_profile"),
    path("me/here/", views.Here.as_view(), name="account_here"),
    path("me/details/", views.Details.as_view(), name="account_details"),
    path("me/email/", views.Address.as_view(), name="account_address"),
    path("me/email/code/", views.AddressCode.as_view(), name="account_address_code"),
    path("me/email/stay/", views.AddressStay.as_view(), name="account_address_stay"),
    path("address/<str:token>/no/", views.AddressStop.as_view(), name="account_address_stop"),
    path("address/<str:token>/yes/", views.AddressProve.as_view(), name="account_address_prove"),
    path("me/passkeys/", views.Passkeys.as_view(), name="account_passkeys"),
    path("me/passkeys/new/", views.PasskeyAdd.as_view(), name="account_passkey_add"),
    path("me/passkeys/later/", views.PasskeyLater.as_view(), name="account_passkey_later"),
    path(
        "me/passkeys/<int:passkey_id>/",
        views.PasskeyDetail.as_view(),
        name="account_passkey_detail",
    ),
    path(
        "me/passkeys/<int:passkey_id>/removal/",
        views.PasskeyRemoval.as_view(),
        name="account_passkey_removal",
    ),
    path("me/second-step/", views.SecondStep.as_view(), name="account_second_step"),
    path(
        "me/second-step/setup/", views.SecondStepSetup.as_view(), name="account_second_step_setup"
    ),
    path("me/second-step/codes/", views.RecoveryCodes.as_view(), name="account_recovery_codes"),
    path(
        "me/second-step/removal/",
        views.SecondStepRemoval.as_view(),
        name="account_second_step_removal",
    ),
    path("me/devices/", views.Devices.as_view(), name="account_devices"),
    path("me/devices/others/end/", views.DevicesEndOthers.as_view(), name="account_devices_end"),
    path("me/devices/<int:device_id>/end/", views.DeviceEnd.as_view(), name="account_device_end"),
    path("me/phone/", views.Phone.as_view(), name="account_phone"),
    path("me/phone/code/", views.PhoneCode.as_view(), name="account_phone_code"),
    path("me/phone/removal/", views.PhoneRemoval.as_view(), name="account_phone_removal"),
]
