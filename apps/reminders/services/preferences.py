"""What people want of reminders. Each change of it plans anew what it concerns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.circles import selectors as circles
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.models import Circle, Membership
from apps.circles.services import note_change
from apps.core.errors import RuleError
from apps.reminders import registry, rules
from apps.reminders.kinds import Channel, Listening
from apps.reminders.models import HourWish, Listener, Mute, Preference
from apps.reminders.rules import Muted
from apps.reminders.services.replanning import replan_circle, replan_for

Choices = Mapping[str, frozenset[int]]  # the offsets wanted, by subject


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person wants to be written to, as the page "Reminders" asks for it."""

    quiet_from: time | None  # None, as the other: nothing is quiet
    quiet_to: time | None
    channels: tuple[Channel, ...]  # the first ``at_once`` together, the rest where these fail
    at_once: int
    says_more: bool
    alerts_in_quiet: bool
    hours: Choices


@transaction.atomic
def set_quiet_hours(user: User, *, quiet_from: time | None, quiet_to: time | None) -> None:
    """When nothing is sent, in the person's own time; both None for no quiet hours at all."""
    Preference.objects.update_or_create(
        user=user, defaults={"quiet_from": quiet_from, "quiet_to": quiet_to}
    )
    replan_for(user)


@transaction.atomic
def set_manner(user: User, manner: Manner) -> None:
    """All of the page at once. Whoever chooses what the site does anyway keeps following the site."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    row = Preference.objects.filter(user=user).first() or Preference(user=user)
    row.quiet_from, row.quiet_to = manner.quiet_from, manner.quiet_to
    row.channels, row.at_once = list(manner.channels), manner.at_once
    row.says_more, row.alerts_in_quiet = manner.says_more, manner.alerts_in_quiet
    row.full_clean(validate_unique=False)
    row.save()
    HourWish.objects.filter(user=user).delete()
    HourWish.objects.bulk_create(HourWish(user=user, **wish) for wish in _to_keep(manner.hours))
    replan_for(user)


@transaction.atomic
def set_circle_defaults(access: Access, *, hours: Choices, for_patient: UUID | None) -> None:
    """The hours for whoever has no wishes of their own, and who gets the patient's reminders for her."""
    access.require(Section.PEOPLE, Level.EDIT)
    Circle.objects.select_for_update(no_key=True).get(pk=access.circle.pk)
    HourWish.objects.filter(circle=access.circle).delete()
    HourWish.objects.bulk_create(HourWish(circle=access.circle, **wish) for wish in _to_keep(hours))
    _set_reader_for_patient(access, for_patient)
    note_change(access, Action.CHANGED, Section.PEOPLE, "reminders", access.circle.pk)
    replan_circle(access.circle.pk)


@transaction.atomic
def set_own_place(access: Access, *, hears_all: bool, muted: Collection[Muted]) -> None:
    """What this member wants to hear of in this circle: beyond their part, and what not."""
    user, circle = access.membership.user, access.circle
    Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=access.membership.pk)
    Mute.objects.filter(user=user, circle=circle).delete()
    Mute.objects.bulk_create(
        Mute(user=user, circle=circle, section=mute.section, person_id=mute.person)
        for mute in muted
    )
    mine = Listener.objects.filter(membership=access.membership, why=Listening.ASKED)
    if hears_all == mine.exists():
        return
    if hears_all:
        Listener.objects.create(membership=access.membership, why=Listening.ASKED)
    else:
        mine.delete()
    replan_circle(circle.pk)


def _set_reader_for_patient(access: Access, membership_id: UUID | None) -> None:
    members = {member.pk: member for member in circles.current_members(access)}
    if membership_id is not None and membership_id not in members:
        raise RuleError(_("This person is not in the circle any more."))
    rows = Listener.objects.filter(membership__circle=access.circle, why=Listening.FOR_PATIENT)
    rows.exclude(membership=membership_id).delete()
    if membership_id is not None:
        Listener.objects.get_or_create(membership_id=membership_id, why=Listening.FOR_PATIENT)


def _to_keep(hours: Choices) -> list[dict[str, object]]:
    return [
        {"subject": subject, "offset": offset, "wanted": wanted}
        for name, adjustable in registry.adjustable().items()
        if name in hours
        for (subject, offset), wanted in rules.to_keep(name, adjustable.leads, hours[name]).items()
    ]
