"""Inviting someone, and the code somebody was told."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles import rules
from apps.circles.access import Access
from apps.circles.kinds import Level, Role, Section
from apps.circles.selectors import SHOWN_SECTIONS
from apps.core.forms import DayField, NameField, OnceForm


class InvitationForm(OnceForm):
    ROLES = (
        (Role.HELPER, gettext_lazy("Helper: sees the plan and takes on tasks and rides")),
        (Role.FOLLOWER, gettext_lazy("Follower: sees the tasks, not the plan")),
        (Role.COORDINATOR, gettext_lazy("Coordinator: plans with you and can change everything")),
        (Role.PATIENT, gettext_lazy("The patient: it is their circle")),
    )

    name = NameField(
        label=gettext_lazy("Who do you want to invite?"),
        help_text=gettext_lazy("A name for your list, for example Jun next door."),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Type a name, so that you know later whom you invited.")
        },
    )
    role = forms.ChoiceField(label=gettext_lazy("What will they do?"), widget=forms.RadioSelect)
    email = forms.EmailField(
        label=gettext_lazy("Their email"),
        help_text=gettext_lazy("If you leave it empty you get a link to send yourself."),
        required=False,
        error_messages={
            "invalid": gettext_lazy(
                "That does not look like an email address. Check for a missing @ or dot."
            )
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    only = forms.MultipleChoiceField(
        label=gettext_lazy("Only these parts"),
        help_text=gettext_lazy("Tick nothing for everything that goes with the role."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ends_on = DayField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("The last day. Leave it empty for no end."),
        required=False,
    )

    def __init__(self, data: Any = None, *, actor: Access, has_patient: bool) -> None:
        """Offers what the actor may give, and no more."""
        super().__init__(data)
        may = set(rules.roles_to_invite(actor.rank)) - ({Role.PATIENT} if has_patient else set())
        roles = [choice for choice in self.ROLES if choice[0] in may]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["role"].initial = roles[0][0]
        own = [section for section in SHOWN_SECTIONS if actor.can(section, Level.SEE)]
        self.fields["only"].choices = [(s.value, s.label) for s in own]  # type: ignore[attr-defined]

    @property
    def only_sections(self) -> frozenset[Section]:
        return frozenset(Section(value) for value in self.cleaned_data["only"])


class InvitationCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("The code you were told"),
        help_text=gettext_lazy("8 letters and digits. Spaces and capitals do not matter."),
        max_length=40,
        error_messages={"required": gettext_lazy("Type the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        code = rules.plain_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("A code has 8 letters and digits, like 7K3M 9XQ2."))
        return code
