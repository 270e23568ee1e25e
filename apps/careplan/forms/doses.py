"""Small forms around a medicine: a tick, a pause, what is left, who hears of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import medicine_words, rules, wording
from apps.careplan.forms.fields import DayField, VersionedForm
from apps.careplan.kinds import DoseState
from apps.careplan.rules import Pause, SupplyDraft, WatchDraft
from apps.circles.models import Membership
from apps.core import clock
from apps.core.forms import OnceForm

DELAYS = (15, 30, 60, 120, 180, 240, 360)


class TickForm(forms.Form):
    """What a press on a dose sends: the dose, by its day and time, and what became of it."""

    day = forms.DateField()
    slot = forms.TimeField()
    state = forms.ChoiceField(choices=DoseState.choices)


class MedicinePauseForm(OnceForm, forms.Form):
    from_on = DayField(
        label=gettext_lazy("First day without it"),
        error_messages={"required": gettext_lazy("Choose the first day.")},
    )
    until_on = DayField(
        label=gettext_lazy("Last day without it"),
        help_text=gettext_lazy("Leave it empty if the team has not said yet."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("What the team said"), max_length=200, required=False
    )

    def __init__(self, data: Any = None, *, home_zone: str) -> None:
        self.home_zone = home_zone
        super().__init__(data, initial={"from_on": clock.today(home_zone)})

    @property
    def pause(self) -> Pause:
        return Pause(self.cleaned_data["from_on"], self.cleaned_data["until_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("from_on", "until_on"):
            day = cleaned.get(name)
            if day and not rules.in_reach(day, clock.today(self.home_zone)):
                self.add_error(name, _("Check the year of this date."))
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day has to be after the first."))
        return cleaned


class SupplyForm(VersionedForm):
    counted = forms.DecimalField(
        label=gettext_lazy("How many are there now?"),
        min_value=0,
        max_digits=7,
        decimal_places=2,
        error_messages={"required": gettext_lazy("Write how many there are.")},
    )
    unit = forms.CharField(
        label=gettext_lazy("Of what?"),
        help_text=gettext_lazy("For example: tablets, patches, ml."),
        max_length=40,
        error_messages={"required": gettext_lazy("Write of what, for example tablets.")},
    )
    per_dose = forms.DecimalField(
        label=gettext_lazy("How many for one dose, as the packet says"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        error_messages={"required": gettext_lazy("Write how many one dose takes.")},
    )
    margin_days = forms.IntegerField(
        label=gettext_lazy("How many days before the last dose to reorder?"),
        min_value=0,
        max_value=90,
        error_messages={"required": gettext_lazy("Write a number of days.")},
    )

    def __init__(self, data: Any = None, *, saved: SupplyDraft | None, shown_version: int) -> None:
        new = {"per_dose": 1, "margin_days": 7}
        initial = self.values_of(saved) if saved else new
        super().__init__(data, shown_version=shown_version, initial=initial)

    @property
    def draft(self) -> SupplyDraft:
        values = self.cleaned_data
        return SupplyDraft(
            values["counted"], values["unit"], values["per_dose"], values["margin_days"]
        )

    def clean_per_dose(self) -> Any:
        per_dose = self.cleaned_data["per_dose"]
        if not per_dose:
            raise forms.ValidationError(_("One dose has to take something."))
        return per_dose

    def values_of(self, draft: SupplyDraft) -> dict[str, Any]:
        return {
            "counted": medicine_words.without_zeros(draft.counted),
            "unit": draft.unit,
            "per_dose": medicine_words.without_zeros(draft.per_dose),
            "margin_days": draft.margin_days,
        }

    def in_words(self, name: str, value: Any) -> str:
        if name in {"counted", "per_dose"}:
            return medicine_words.amount_words(value)
        return super().in_words(name, value)


class WatchForm(VersionedForm):
    reminded = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who is reminded when it is time?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who hears of it when it is not ticked?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    after_minutes = forms.TypedChoiceField(
        label=gettext_lazy("After how long?"),
        help_text=gettext_lazy("It depends on the medicine. Ask your team if you are not sure."),
        coerce=int,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        members: list[Membership],
        saved: WatchDraft,
        shown_version: int,
    ) -> None:
        self.names = {str(member.pk): member.name for member in members}
        self.ids = {str(member.pk): member.pk for member in members}
        initial = self.values_of(saved)
        super().__init__(data, shown_version=shown_version, initial=initial)
        for name in ("reminded", "told"):
            self.fields[name].choices = list(self.names.items())  # type: ignore[attr-defined]
        delays = sorted({*DELAYS, saved.after_minutes})
        named = [(minutes, wording.length_words(minutes)) for minutes in delays]
        self.fields["after_minutes"].choices = named  # type: ignore[attr-defined]

    @property
    def draft(self) -> WatchDraft:
        values = self.cleaned_data
        return WatchDraft(
            reminded=frozenset(self.ids[key] for key in values["reminded"]),
            told=frozenset(self.ids[key] for key in values["told"]),
            after_minutes=values["after_minutes"],
        )

    def values_of(self, draft: WatchDraft) -> dict[str, Any]:
        """Of those who may still hear of it."""
        return {
            "reminded": [key for key in self.ids if self.ids[key] in draft.reminded],
            "told": [key for key in self.ids if self.ids[key] in draft.told],
            "after_minutes": draft.after_minutes,
        }

    def in_words(self, name: str, value: Any) -> str:
        if name == "after_minutes":
            return wording.length_words(value)
        if value:
            return ", ".join(self.names[key] for key in value)
        return super().in_words(name, value)
