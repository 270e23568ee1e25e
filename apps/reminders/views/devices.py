"""Notifications on a device: asked for, ended, and the one service worker that shows them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.devices import devices
from apps.accounts.requests import person
from apps.reminders import services
from apps.reminders.channels import push
from apps.reminders.forms import DeviceForm


@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """At the top of the site, because a worker's place is what it may look after. It keeps nothing."""
    response = render(request, "reminders/sw.js", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


class Devices(View):
    """Not there where the site has no key to sign with."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not push.is_on():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_ids: int) -> HttpResponse:
        return redirect("reminders")


class DeviceAdd(Devices):
    def post(self, request: HttpRequest) -> HttpResponse:
        form = DeviceForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This browser could not be set up. Please try another one."))
            return redirect("reminders")
        here = next(device for device in devices(request) if device.is_this)
        services.keep_device(person(request), here.id, form.device)
        messages.success(request, _("Reminders come to this device from now on."))
        return redirect("reminders")


class DeviceRemoval(Devices):
    def post(self, request: HttpRequest, device_id: int) -> HttpResponse:
        services.drop_device(person(request), device_id)
        messages.success(request, _("This device is not notified any more."))
        return redirect("reminders")
