"""Where one is signed in, and signing out there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts import services
from apps.accounts.devices import devices, sign_out_elsewhere
from apps.accounts.requests import person


class Devices(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "accounts/devices.html", {"devices": devices(request)})


class DeviceEnd(View):
    def get(self, request: HttpRequest, device_id: int) -> HttpResponse:
        return redirect("account_devices")

    def post(self, request: HttpRequest, device_id: int) -> HttpResponse:
        services.end_session(person(request), device_id)  # pressed twice, it is signed out already
        messages.success(request, _("Signed out there."))
        return redirect("account_devices")


class DevicesEndOthers(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account_devices")

    def post(self, request: HttpRequest) -> HttpResponse:
        sign_out_elsewhere(request, person(request))
        messages.success(request, _("You are signed out everywhere but here."))
        return redirect("account_devices")
