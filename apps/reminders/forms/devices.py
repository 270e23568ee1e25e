"""A browser tells where and with which keys it can be notified."""

import base64
import binascii

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.reminders.channels import Device
from apps.reminders.channels.push import is_allowed

POINT, SECRET = 65, 16  # bytes of a public key of P-256, and of the secret beside it


class DeviceForm(forms.Form):
    endpoint = forms.CharField(max_length=600)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def clean_endpoint(self) -> str:
        endpoint = str(self.cleaned_data["endpoint"])
        if not is_allowed(endpoint, settings.PUSH_HOSTS):
            raise ValidationError(_("We do not know this browser’s push service."))
        return endpoint

    def clean_p256dh(self) -> str:
        return self._key("p256dh", POINT)

    def clean_auth(self) -> str:
        return self._key("auth", SECRET)

    @property
    def device(self) -> Device:
        return Device(**self.cleaned_data)

    def _key(self, name: str, length: int) -> str:
        value = str(self.cleaned_data[name]).rstrip("=")
        try:
            raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
        except (binascii.Error, ValueError):
            raw = b""
        if len(raw) != length:
            raise ValidationError(_("This is no key."))
        return value
