"""Inviting someone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.circles.kinds import Role
from apps.core.forms import NameField, OnceForm


class InvitationForm(OnceForm):
    ROLES = (
        (Role.HELPER, _("Helper: sees the plan and takes on tasks and rides")),
        (Role.FOLLOWER, _("Follower: sees the tasks, not the plan")),
        (Role.COORDINATOR, _("Coordinator: plans with you and can change everything")),
        (Role.PATIENT, _("The patient: it is their circle")),
    )

    name = NameField(
        label=_("Who do you want to invite?"),
        help_text=_("A name for your list, for example Jun next door."),
        max_length=80,
        error_messages={"required": _("Type a name, so that you know later whom you invited.")},
    )
    role = forms.ChoiceField(
        label=_("What will they do?"), widget=forms.RadioSelect, initial=Role.HELPER
    )
    email = forms.EmailField(
        label=_("Their email"),
        help_text=_("If you leave it empty you get a link to send yourself."),
        required=False,
        error_messages={
            "invalid": _("That does not look like an email address. Check for a missing @ or dot.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, has_patient: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [c for c in self.ROLES if c[0] != Role.PATIENT or not has_patient]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
