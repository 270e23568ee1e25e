"""Forms of this room."""

from apps.reminders.forms.circle import CircleDefaultsForm, OwnPlaceForm
from apps.reminders.forms.devices import DeviceForm
from apps.reminders.forms.manner import MannerForm

__all__ = ["CircleDefaultsForm", "DeviceForm", "MannerForm", "OwnPlaceForm"]
