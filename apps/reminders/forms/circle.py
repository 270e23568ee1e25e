"""Reminders in one circle: what a member wants to hear of, and what holds for everyone there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Membership
from apps.reminders import registry
from apps.reminders.forms.hours import HoursForm
from apps.reminders.rules import Hours, Muted


class OwnPlaceForm(forms.Form):
    """A member's own; the lists are those they can see, the people those who are in the circle."""

    hears_all = forms.BooleanField(
        label=gettext_lazy("Also remind me of what I have no part in"), required=False
    )
    all_quiet = forms.BooleanField(
        label=gettext_lazy("Nothing from this circle at all"), required=False
    )
    lists = forms.MultipleChoiceField(
        label=gettext_lazy("Nothing about"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Nothing that was entered by"),
        widget=forms.CheckboxSelectMultiple,
        coerce=UUID,
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        access: Access,
        members: Sequence[Membership],
        hears_all: bool,
        muted: frozenset[Muted],
    ) -> None:
        super().__init__(data)
        self._circle = access.circle.pk
        self.fields["lists"].choices = _lists(access)  # type: ignore[attr-defined]
        others = [(row.pk, row.name) for row in members if not access.is_mine(row.pk)]
        self.fields["people"].choices = others  # type: ignore[attr-defined]
        self.initial = {
            "hears_all": hears_all,
            "all_quiet": Muted(self._circle) in muted,
            "lists": [mute.section for mute in muted if mute.section],
            "people": [mute.person for mute in muted if mute.person],
        }

    @property
    def muted(self) -> frozenset[Muted]:
        values = self.cleaned_data
        rows = {Muted(self._circle, section=name) for name in values["lists"]}
        rows |= {Muted(self._circle, person=pk) for pk in values["people"]}
        return frozenset(rows | ({Muted(self._circle)} if values["all_quiet"] else set()))


class CircleDefaultsForm(HoursForm):
    """For whoever has chosen nothing themselves, and for a patient who has no phone."""

    for_patient = forms.TypedChoiceField(
        label=gettext_lazy("Who gets the patient’s reminders for them"),
        help_text=gettext_lazy(
            "For somebody without a phone. This person is reminded of everything in the plan they may see, and is told "
            "what the patient would be: who comes along, when to leave, the patient’s tasks, and the doses if they may "
            "see them."
        ),
        required=False,
        empty_value=None,
        coerce=UUID,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        own: Hours,
        members: Sequence[Membership],
        for_patient: frozenset[UUID],
    ) -> None:
        super().__init__(data, own=own)
        nobody = ("", _("Nobody: the patient gets them"))
        people = [(row.pk, row.name) for row in members if row.role != "patient"]
        self.fields["for_patient"].choices = [nobody, *people]  # type: ignore[attr-defined]
        self.initial = {"for_patient": next(iter(for_patient), "")}


def _lists(access: Access) -> list[tuple[str, str]]:
    """The lists that somebody can be reminded of, as far as this member sees them."""
    found = dict.fromkeys(Section(it.section) for it in registry.listed().values())
    return [(it.value, str(it.label)) for it in found if access.can(it, Level.SEE)]
