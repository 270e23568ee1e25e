"""What somebody may do in the circle: a role, a level for each section, and dates."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles import rules, wording
from apps.circles.access import Access
from apps.circles.kinds import Level, Role, Section
from apps.circles.rules import Place
from apps.core.forms import DayField, NameField, VersionedForm

ROLE_WORDS = {
    Role.COORDINATOR: gettext_lazy("Coordinator: plans and may change everything"),
    Role.HELPER: gettext_lazy("Helper: takes on tasks and rides"),
    Role.FOLLOWER: gettext_lazy("Follower: hears how it goes"),
}


class PlaceForm(VersionedForm):
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        help_text=gettext_lazy(
            "Another role sets what they may do to what is usual for it, unless you choose below."
        ),
        widget=forms.RadioSelect,
    )
    relationship = NameField(
        label=gettext_lazy("Who are they to the patient?"), max_length=60, required=False
    )
    marked_close = forms.BooleanField(
        label=gettext_lazy("Belongs to the close circle"),
        help_text=gettext_lazy("They also see what is meant for the close circle alone."),
        required=False,
    )
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy(
            "Their access ends at midnight after it, where the patient lives. Empty: no end."
        ),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        actor: Access,
        stands: Place,
        sections: tuple[Section, ...],
        may_mark: bool,
        **version: Any,
    ) -> None:
        self.actor, self.stands, self.sections = actor, stands, sections
        super().__init__(data, initial=self.values_of(stands), **version)
        roles = {stands.role, *rules.roles_to_give(actor.rank)}
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, words) for role, words in ROLE_WORDS.items() if role in roles
        ]
        for section in sections:
            self.fields[section.value] = self._level_field(section)
        if not may_mark or stands.role == Role.COORDINATOR:
            del self.fields["marked_close"]

    @property
    def level_fields(self) -> list[forms.BoundField]:
        return [self[section.value] for section in self.sections]

    @property
    def place(self) -> Place:
        """What a valid form asks for."""
        values = self.cleaned_data
        role = Role(values["role"])
        return Place(
            role=role,
            relationship=values["relationship"],
            levels=self._levels(role),
            marked_close=values.get("marked_close", self.stands.marked_close),
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        today = self.actor.today
        if first and first != self.stands.starts_on and first < today:
            self.add_error("starts_on", _("Choose today or a day to come."))
        if last and last < today:
            self.add_error(
                "ends_on", _("Choose today or a day to come. To end it now, remove them.")
            )
        elif first and last and last < first:
            self.add_error("ends_on", _("The last day has to be after the first."))
        return cleaned

    def values_of(self, place: Place) -> dict[str, Any]:
        """A place in the values of these fields."""
        levels = {section.value: place.levels.get(section, Level.NONE) for section in self.sections}
        return levels | {
            "role": place.role.value,
            "relationship": place.relationship,
            "marked_close": place.marked_close,
            "starts_on": place.starts_on,
            "ends_on": place.ends_on,
        }

    def in_words(self, name: str, value: Any) -> str:
        if name in {section.value for section in self.sections}:
            return str(_choices(Section(name))[value])
        if name == "role":
            return str(Role(value).label)
        if name == "marked_close":
            return _("yes") if value else _("no")
        return super().in_words(name, value)

    def _levels(self, role: Role) -> dict[Section, Level]:
        """As chosen; when only the role was changed, what is usual for it."""
        stands = {s: self.stands.levels.get(s, Level.NONE) for s in Section}
        chosen = {section: self.cleaned_data[section.value] for section in self.sections}
        if role == self.stands.role:
            return stands | chosen
        usual = rules.levels_for_role(role, self.actor.levels)
        is_untouched = all(stands[section] == level for section, level in chosen.items())
        return usual if is_untouched else usual | chosen

    def _level_field(self, section: Section) -> forms.TypedChoiceField:
        own = self.actor.levels.get(section, Level.NONE)
        stands = self.stands.levels.get(section, Level.NONE)
        words = _choices(section)
        return forms.TypedChoiceField(
            label=section.label,
            choices=[
                (level.value, words[level]) for level in rules.levels_to_give(section, own, stands)
            ],
            coerce=lambda value: Level(int(value)),
            widget=forms.RadioSelect,
        )


def _choices(section: Section) -> dict[Level, str]:
    """What each level says when it is chosen."""
    can = {
        level: _("Can %(what)s") % {"what": words} for level, words in wording.CAN[section].items()
    }
    return can | {Level.NONE: _("Cannot %(what)s") % {"what": wording.CAN[section][Level.NONE]}}
