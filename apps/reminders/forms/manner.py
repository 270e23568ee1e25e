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
FALLBACKS = (gettext_lazy("If none of these arrives"), gettext_lazy("And if that does not either"))


class MannerForm(HoursForm):
    """How somebody wants to be reminded; ``ways`` are the channels they can be reached by."""

    has_quiet = forms.BooleanField(label=gettext_lazy("Keep some hours quiet"), required=False)
    quiet_from = ClockField(label=gettext_lazy("Quiet from"), required=False)
    quiet_to = ClockField(label=gettext_lazy("Quiet until"), required=False)
    alerts_in_quiet = forms.BooleanField(
        label=gettext_lazy("Wake me when a dose is due or not ticked"),
        help_text=gettext_lazy(
            "Only where somebody chose you for it. Without this it is under the bell at once, and comes to your "
            "phone or mailbox when the quiet hours are over."
        ),
        required=False,
    )
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
            "alerts_in_quiet": preference.alerts_in_quiet,
            "says_more": "yes" if preference.says_more else "no",
        }
        self.ways = ways
        order = [way for way in preference.channels if way in ways] or list(ways)
        together = [way for way in preference.channels[: preference.at_once] if way in ways]
        if len(ways) > 1:
            self._ask_for_ways(order, max(len(together), 1))

    @property
    def way_fields(self) -> list[forms.BoundField]:
        """Nothing to choose for whoever can be reached in one way only."""
        names = [name for name in self.fields if name == "at_once" or name.startswith("way_")]
        return [self[name] for name in names]

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
        together = values.get("at_once", [])
        others = [values.get(f"way_{place}", "") for place in range(1, len(self.ways))]
        return Manner(
            quiet_from=values["quiet_from"] if quiet else None,
            quiet_to=values["quiet_to"] if quiet else None,
            channels=tuple(Channel(way) for way in dict.fromkeys([*together, *others]) if way),
            at_once=max(len(together), 1),
            says_more=values["says_more"] == "yes",
            alerts_in_quiet=values["alerts_in_quiet"],
            hours=self.hours,
        )

    def _ask_for_ways(self, order: list[str], together: int) -> None:
        """What comes at once, together; and what takes over, one after the other."""
        names = [(way.value, str(way.label).capitalize()) for way in self.ways]
        self.fields["at_once"] = forms.MultipleChoiceField(
            label=_("Write to me at once by"),
            help_text=_("Tick two, and you get each message twice, once by each."),
            choices=names,
            initial=order[:together],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )
        for place, label in enumerate(FALLBACKS[: len(self.ways) - 1], 1):
            self.fields[f"way_{place}"] = forms.ChoiceField(
                label=label,
                choices=[("", _("Nothing more")), *names],
                initial=next(iter(order[together + place - 1 :]), ""),
                required=False,
            )
