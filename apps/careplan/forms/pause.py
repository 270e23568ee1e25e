"""Pausing every message of a circle."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan.forms.fields import DayField
from apps.core import clock, zones

LONGEST_DAYS = 366


class CirclePauseForm(forms.Form):
    last_day = DayField(
        label=gettext_lazy("Until the end of which day?"),
        help_text=gettext_lazy("Leave it empty to pause until you switch messages on again."),
        required=False,
    )
    keep_visits = forms.BooleanField(
        label=gettext_lazy("Keep the reminders of visits to me"), required=False
    )

    def __init__(self, data: object = None, *, home_zone: str) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.home_zone = home_zone

    def clean_last_day(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data.get("last_day")
        today = clock.today(self.home_zone)
        if day is not None and not today <= day <= today + dt.timedelta(days=LONGEST_DAYS):
            raise ValidationError(_("Choose a day from today on, within a year."))
        return day

    @property
    def until(self) -> dt.datetime | None:
        """The end of that day for the patient; None until it is switched on again."""
        day = self.cleaned_data["last_day"]
        return day and zones.moment(day + dt.timedelta(days=1), dt.time.min, self.home_zone)
