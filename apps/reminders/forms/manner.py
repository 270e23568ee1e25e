"""The page "Reminders" of one person."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.forms import ClockField
from apps.reminders.forms.hours import HoursForm
from apps.reminders.kinds import Channel
from apps.reminders.models import Preference
from apps.reminders.rules import DEFAULT_QUIET, Hours
from apps.reminders.services import Manner

DISCREET = [
    ("no", gettext_lazy("Only that there is something, and when")),
    ("yes", gettext_lazy("What it is, too. Whoever sees my screen can read it")),
]
PLACES = (
    gettext_lazy("Write to me by"),
    gettext_lazy("If that does not arrive"),
    gettext_lazy("And if that does not either"),
)


class MannerForm(HoursForm):
    """How somebody wants to be reminded; ``ways`` are the channels they can be reached by."""

    has_quiet = forms.BooleanField(label=gettext_lazy("Keep some hours quiet"), required=False)
    quiet_from = ClockField(label=gettext_lazy("Quiet from"), required=False)
    quiet_to = ClockField(label=gettext_lazy("Quiet until"), required=False)
    says_more = forms.ChoiceField(
        label=gettext_lazy("What messages may say"), choices=DISCREET, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: Any = None,
        *,
        preference: Preference,
        own: Hours,
        ways: tuple[Channel, ...],
    ) -> None:
        super().__init__(data, own=own)
        quiet = preference.quiet_from is not None
        self.initial = {
            "has_quiet": quiet,
            "quiet_from": preference.quiet_from or DEFAULT_QUIET.begins,
            "quiet_to": preference.quiet_to or DEFAULT_QUIET.ends,
            "says_more": "yes" if preference.says_more else "no",
        }
        self.ways = ways
        order = [way for way in preference.channels if way in ways] or list(ways)
        for place, label in enumerate(PLACES[: len(ways)]):
            nobody = [("", _("Nothing more"))] if place else []
            self.fields[f"way_{place}"] = forms.ChoiceField(
                label=label,
                choices=[*nobody, *((way.value, str(way.label).capitalize()) for way in ways)],
                initial=order[place] if place < len(order) else "",
                required=place == 0,
            )

    @property
    def way_fields(self) -> list[forms.BoundField]:
        """Nothing to choose for whoever can be reached in one way only."""
        if len(self.ways) < 2:
            return []
        return [self[name] for name in self.fields if name.startswith("way_")]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("has_quiet"):
            for name in ("quiet_from", "quiet_to"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("Please say from when until when."))
            if values.get("quiet_from") and values.get("quiet_from") == values.get("quiet_to"):
                self.add_error("quiet_to", _("These are the same. Choose a later time to end."))
        return values

    @property
    def manner(self) -> Manner:
        values = self.cleaned_data
        quiet = values["has_quiet"]
        chosen = [values.get(f"way_{place}", "") for place in range(len(self.ways))]
        return Manner(
            quiet_from=values["quiet_from"] if quiet else None,
            quiet_to=values["quiet_to"] if quiet else None,
            channels=tuple(Channel(way) for way in dict.fromkeys(chosen) if way),
            says_more=values["says_more"] == "yes",
            hours=self.hours,
        )
