"""Who may see an item, and from when: two fields that every form of an item has the same.

Subclass ``AudienceForm``, pass it the ``offer`` (selectors.sharing_offer) and what is saved, put
``circles/_audience.html`` at the end of the form, and hand ``form.sharing`` to ``services.share``.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.circles.kinds import Audience
from apps.circles.rules import FOR_ALL, NO_SAY, Sharing, SharingOffer
from apps.core.forms import DayField

FIELDS = ("audience", "held_until")


class AudienceField(forms.ChoiceField):
    """Left out by whoever sends the form, it stays as it is."""

    def clean(self, value: Any) -> Any:
        return super().clean(value or self.initial)


class AudienceForm(forms.Form):
    audience = AudienceField(label=_("Who may see this?"), widget=forms.RadioSelect)
    held_until = DayField(
        label=_("Not before"),
        help_text=_("The others see it from this day. Leave it empty to show it now."),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        offer: SharingOffer = NO_SAY,
        shared: Sharing | None = None,
        **kwargs: Any,
    ) -> None:
        """``today`` is the patient's; ``shared`` is how the item is saved, when it is."""
        super().__init__(data, **kwargs)
        self.shared, self.today = shared or FOR_ALL, today
        offered = {"audience": bool(offer.audiences), "held_until": offer.may_hold}
        for name in FIELDS:
            field = self.fields.pop(name)
            if offered[name]:  # last in the form, and in the list of what is wrong
                self.fields[name] = field
                field.initial = sharing_values(self.shared)[name]
        if offer.audiences:
            choices = [(kind.value, kind.label) for kind in offer.audiences]
            self.fields["audience"].choices = choices  # type: ignore[attr-defined]

    @property
    def asks_sharing(self) -> bool:
        return "audience" in self.fields

    @property
    def shows_sharing(self) -> bool:
        """Whether the fields stand open: something in them is wrong or is not the default."""
        if any(name in self.errors for name in FIELDS):
            return True
        values = [self[name].value() for name in FIELDS if name in self.fields]
        return any(value not in {Audience.EVERYONE, "", None} for value in values)

    @property
    def sharing(self) -> Sharing:
        """What a valid form asks for; what is saved where it does not ask."""
        audience = self.cleaned_data.get("audience", self.shared.audience)
        held_until = self.shared.held_until
        if "held_until" in self.fields:
            held_until = self.cleaned_data["held_until"]
        return Sharing(Audience(audience), held_until)

    def clean_held_until(self) -> date | None:
        day: date | None = self.cleaned_data["held_until"]
        if day and day <= self.today and day != self.shared.held_until:
            raise forms.ValidationError(_("Choose a day to come, or leave it empty."))
        return day


def sharing_values(sharing: Sharing) -> dict[str, Any]:
    """How something is shared in the values of these fields."""
    return {"audience": sharing.audience.value, "held_until": sharing.held_until}
