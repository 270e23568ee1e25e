"""One group of tick boxes for each kind of thing: the hours before it at which to be reminded."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.reminders import registry, rules
from apps.reminders.rules import DAY, HOUR, Hours, Lead

PREFIX = "hours_"


class HoursForm(forms.Form):
    """The fields are those of the subjects that have been registered."""

    def __init__(self, data: Any = None, *, own: Hours, circles: Hours | None = None) -> None:
        super().__init__(data)
        for name, adjustable in registry.adjustable().items():
            now = rules.wanted(name, adjustable.leads, own=own, circles=circles or {})
            self.fields[PREFIX + name] = forms.TypedMultipleChoiceField(
                label=adjustable.label,
                choices=[(lead.offset, lead_words(lead)) for lead in adjustable.leads],
                initial=[lead.offset for lead in now],
                widget=forms.CheckboxSelectMultiple,
                coerce=int,
                required=False,
            )

    @property
    def hour_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    @property
    def hours(self) -> Mapping[str, frozenset[int]]:
        return {name: frozenset(self.cleaned_data[PREFIX + name]) for name in registry.adjustable()}


def lead_words(lead: Lead) -> str:
    """ "7 days before, at 18:00", "2 hours before", "On the day, at 08:00"."""
    if lead.at is None:
        hours = lead.offset // HOUR
        return ngettext("%(n)d hour before", "%(n)d hours before", hours) % {"n": hours}
    time, days = time_format(lead.at, "H:i"), lead.offset // DAY
    if days == 0:
        return _("On the day, at %(time)s") % {"time": time}
    words = ngettext("%(n)d day before, at %(time)s", "%(n)d days before, at %(time)s", days)
    return words % {"n": days, "time": time}
