"""Forms of the hard turns: what is said on another's behalf, a handover, a stand-in, wishes, closing."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.circles import rules
from apps.circles.kinds import Closing, Consent, Section
from apps.circles.models import Membership


def _people(members: Iterable[Membership]) -> list[tuple[str, str]]:
    return [(str(member.pk), member.name) for member in members]


class ConsentFields(forms.Form):
    """Asked of whoever starts or keeps a circle for another."""

    consent = forms.ChoiceField(
        label=_("Do they know, and do they agree?"),
        choices=Consent.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"required": _("Choose what is true today. You can change it later.")},
    )
    consent_note = forms.CharField(
        label=_("If not: why not?"),
        help_text=_("In a few words. Everyone in the circle can read it, the patient too."),
        max_length=200,
        required=False,
        error_messages={"required": _("Write in a few words why not.")},
    )
    patient_email = forms.EmailField(
        label=_("Their email"),
        help_text=_("If they have one, we ask them to join within two weeks. It is their circle."),
        required=False,
        error_messages={
            "invalid": _("That does not look like an email address. Check for a missing @ or dot.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def ask_consent(self, *, of_another: bool) -> None:
        """Where the circle is for another, something has to be said; and why, unless they agree."""
        said = self["consent"].value()
        asks_why = said != Consent.AGREES and (bool(said) or not self.is_bound)
        self.fields["consent"].required = of_another
        self.fields["consent_note"].required = of_another and asks_why


class ConsentForm(ConsentFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_consent(of_another=True)


class HandoverForm(forms.Form):
    taker = forms.ChoiceField(
        label=_("Who should take over?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who should take over.")},
    )

    def __init__(self, data: Any = None, *, takers: Iterable[Membership]) -> None:
        super().__init__(data)
        self.fields["taker"].choices = _people(takers)  # type: ignore[attr-defined]


class StandInForm(forms.Form):
    person = forms.ChoiceField(
        label=_("Who may act for you?"),
        error_messages={"required": _("Choose who may act for you.")},
    )
    second = forms.ChoiceField(
        label=_("Who has to agree?"),
        help_text=_("Somebody else: nobody can do this alone."),
        error_messages={"required": _("Choose who has to agree.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long do you have to say no?"),
        coerce=int,
        initial=3,
        choices=[
            (days, ngettext_lazy("%d day", "%d days", days) % days) for days in rules.DAYS_TO_OBJECT
        ],
    )

    def __init__(self, data: Any = None, *, others: Iterable[Membership]) -> None:
        super().__init__(data)
        people = [("", _("Choose…")), *_people(others)]
        for name in ("person", "second"):
            self.fields[name].choices = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("person") and cleaned.get("person") == cleaned.get("second"):
            self.add_error("second", _("Choose somebody else: nobody can do this alone."))
        return cleaned


class WishesForm(forms.Form):
    kept = forms.MultipleChoiceField(
        label=_("What may the others still read?"),
        help_text=_("Each person only what they can see today."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    closers = forms.MultipleChoiceField(
        label=_("Who may close the circle?"),
        help_text=_("Those who coordinate it can in any case."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        sections: Iterable[Section],
        others: Iterable[Membership],
        kept: frozenset[Section] | None,
    ) -> None:
        others, sections = list(others), list(sections)
        stands = sections if kept is None else [s for s in sections if s in kept]
        initial = {
            "kept": [section.value for section in stands],
            "closers": [str(member.pk) for member in others if member.may_close],
        }
        super().__init__(data, initial=initial)
        self.fields["kept"].choices = [(s.value, s.label) for s in sections]  # type: ignore[attr-defined]
        self.fields["closers"].choices = _people(others)  # type: ignore[attr-defined]

    @property
    def sections(self) -> list[Section]:
        return [Section(value) for value in self.cleaned_data["kept"]]

    @property
    def people(self) -> list[UUID]:
        return [UUID(value) for value in self.cleaned_data["closers"]]


class ClosingForm(forms.Form):
    closing = forms.ChoiceField(
        label=_("Why is it closed?"),
        choices=Closing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is closed.")},
    )

    def __init__(self, *args: Any, is_patient: bool, **kwargs: Any) -> None:
        """She is not asked why, and least of all whether she has died."""
        super().__init__(*args, **kwargs)
        if is_patient:
            del self.fields["closing"]

    @property
    def why(self) -> Closing:
        return Closing(self.cleaned_data.get("closing", Closing.ENDED))
