"""Adding and editing an appointment: six fields in one post, more that have good defaults."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan.forms.appointment_series import SeriesForm
from apps.careplan.forms.fields import LinkField, NotesField, NumberField, VersionedForm
from apps.careplan.forms.times import TimesForm
from apps.careplan.kinds import AppointmentKind, Scope, SeatKind
from apps.careplan.rules import DETAILS, KIND_DEFAULTS, LONGEST_WAY, AppointmentDraft
from apps.circles.forms import AudienceForm, sharing_values
from apps.circles.kinds import Audience
from apps.core import clock
from apps.core.days import day_words
from apps.core.forms import OnceForm

WAY = ("address", "phone", "map_link", "call_link", "travel_minutes")
MORE = ("title", "ends", "zone")


class AppointmentForm(AudienceForm, TimesForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[("", gettext_lazy("Choose…")), *AppointmentKind.choices],
        error_messages={"required": gettext_lazy("Choose what it is.")},
    )
    place = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("So that whoever drives can open a map."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = NumberField(
        label=gettext_lazy("Phone number"),
        help_text=gettext_lazy("To say you are late, or the number of the call."),
    )
    map_link = LinkField(
        label=gettext_lazy("Link to a map"),
        help_text=gettext_lazy("Only if the address does not lead there by itself."),
    )
    call_link = LinkField(label=gettext_lazy("Link of a video call"))
    travel_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes to get there"),
        help_text=gettext_lazy("Then the plan says when to leave."),
        min_value=0,
        max_value=LONGEST_WAY,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Write the minutes as a number, for example 40."),
            "min_value": gettext_lazy("Write the minutes as a number, for example 40."),
            "max_value": gettext_lazy(
                "That is more than a day on the way. Write at most %(limit_value)s minutes, and give a "
                "longer journey a date of its own."
            ),
        },
    )
    preparation = NotesField(
        label=gettext_lazy("What to prepare"),
        help_text=gettext_lazy("For example: nothing to eat from 06:30, bring the letter."),
    )
    seats = forms.MultipleChoiceField(
        label=gettext_lazy("Who should come?"),
        choices=SeatKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    title = forms.CharField(
        label=gettext_lazy("A name of its own"),
        help_text=gettext_lazy("For example: CT scan, results with Dr Lee."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        home_zone: str,
        saved: AppointmentDraft | None = None,
        begin_with: dict[str, Any] | None = None,
        **sharing: Any,
    ) -> None:
        """``saved`` is the appointment as it stands, when there is one; ``begin_with`` fills a new form."""
        initial = self.values_of(saved) if saved else {"zone": home_zone, **(begin_with or {})}
        super().__init__(
            data,
            today=clock.today(home_zone),
            shared=saved.sharing if saved else None,
            home_zone=home_zone,
            stood=saved.when if saved else None,
            initial=initial,
            **sharing,
        )

    @property
    def hint(self) -> str:
        """What is often worth preparing for the kind that is chosen."""
        kind = self["kind"].value()
        return AppointmentKind(kind).hint if kind in AppointmentKind.values else ""

    @property
    def shows_way(self) -> bool:
        """Whether "Address, phone, way" stands open: something in it is wrong or filled in."""
        return any(name in self.errors or self[name].value() for name in WAY)

    @property
    def shows_more(self) -> bool:
        """Whether "More" stands open: something in it is wrong or is not the default."""
        if any(name in self.errors for name in MORE):
            return True
        return any(self[name].value() for name in ("title", "ends")) or (
            self["zone"].value() != self.home_zone
        )

    @property
    def draft(self) -> AppointmentDraft:
        """What a valid form asks for."""
        values = self.cleaned_data
        return AppointmentDraft(
            kind=AppointmentKind(values["kind"]),
            when=values["when"],
            seats=frozenset(SeatKind(kind) for kind in values["seats"]),
            sharing=self.sharing,
            **{name: values[name] for name in DETAILS},
        )

    @staticmethod
    def values_of(draft: AppointmentDraft) -> dict[str, Any]:
        """An appointment in the values of these fields."""
        when = draft.when
        return sharing_values(draft.sharing) | {
            "kind": draft.kind.value,
            "date": when.day,
            "time": _to_the_minute(when.start) if when.time_known else None,
            "ends": _to_the_minute(when.end) if when.end else None,
            "zone": when.zone,
            "seats": [kind.value for kind in SeatKind if kind in draft.seats],
            **{name: getattr(draft, name) for name in DETAILS},
        }


def kind_values(kind: AppointmentKind) -> dict[str, Any]:
    """What a form begins with once a kind is chosen."""
    seats = [seat.value for seat in SeatKind if seat in KIND_DEFAULTS[kind].seats]
    return {"kind": kind.value, "seats": seats}


def _to_the_minute(moment: dt.datetime) -> dt.time:
    return moment.time().replace(second=0, microsecond=0)


class AppointmentAddForm(OnceForm, SeriesForm, AppointmentForm):
    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        # Choosing the kind brings its hint and its seats; without JavaScript they are left to people.
        self.fields["kind"].widget.attrs |= {
            "hx-get": "",
            "hx-target": "#by-kind",
            "hx-swap": "outerHTML",
        }


class AppointmentEditForm(VersionedForm, AppointmentForm):
    scope = forms.ChoiceField(
        label=gettext_lazy("What do you want to change?"),
        choices=Scope.choices,
        initial=Scope.ONE,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, in_series: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial["scope"] = Scope.ONE
        if not in_series:
            del self.fields["scope"]

    @property
    def is_for_later_ones(self) -> bool:
        return bool(self.cleaned_data.get("scope") == Scope.LATER)

    def in_words(self, name: str, value: Any) -> str:
        if name == "kind":
            return str(AppointmentKind(value).label)
        if name == "audience":
            return str(Audience(value).label)
        if name == "date" or (name == "held_until" and value):
            return day_words(value)
        if name in {"time", "ends"} and value:
            return f"{value:%H:%M}"
        if name == "time":
            return _("not known yet")
        if name == "seats" and value:
            return ", ".join(str(SeatKind(kind).label) for kind in value)
        return super().in_words(name, value)
