"""Whoever invited hears two days before that the invitation ends unused, and not otherwise."""

from datetime import timedelta
from uuid import uuid4

import pytest
from time_machine import Traveller

from apps.circles import services as circles
from apps.circles.kinds import Role
from apps.circles.models import Invitation
from apps.reminders.invitations import SUBJECT
from apps.reminders.kinds import State
from apps.reminders.models import Reminder
from tests.people import Cast, make_user
from tests.reminders.conftest import NOON, SendDue, Sink

pytestmark = pytest.mark.django_db

BEFORE_THE_END = NOON + timedelta(days=12)


@pytest.fixture
def invitation(clock: Traveller, cast: Cast) -> Invitation:
    access = cast.access(cast.coordinator)
    return circles.invite(access, invitation_id=uuid4(), name="Lee", role=Role.HELPER)


def owed() -> Reminder:
    return Reminder.objects.get(subject=SUBJECT)


def test_whoever_invited_hears_two_days_before_it_ends(
    invitation: Invitation, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    assert owed().due_at == BEFORE_THE_END
    clock.move_to(BEFORE_THE_END)
    send_due()
    [message] = sink.to(cast.coordinator.email)
    text = message.get_body(("plain",))
    assert text is not None
    assert message["Subject"] == "An invitation ends on Tuesday 15 December"
    assert f"/c/{cast.circle.pk}/people/" in text.get_content()
    assert "Lee" not in text.get_content()


def test_an_invitation_that_was_used_or_taken_back_is_not_spoken_of(
    invitation: Invitation, cast: Cast
) -> None:
    circles.accept_invitation(make_user("lee@example.org", "Lee"), invitation)
    assert owed().state == State.SUPERSEDED


def test_taking_it_back_takes_the_reminder_back(invitation: Invitation, cast: Cast) -> None:
    circles.take_back_invitation(cast.access(cast.coordinator), invitation)
    assert owed().state == State.SUPERSEDED


def test_a_renewed_link_is_told_of_again(
    invitation: Invitation, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    clock.move_to(BEFORE_THE_END)
    send_due()
    circles.renew_link(cast.access(cast.coordinator), invitation)
    again = Reminder.objects.open().get(subject=SUBJECT)
    assert again.due_at == BEFORE_THE_END + timedelta(days=12)


def test_an_invitation_that_blocked_itself_meanwhile_is_not_spoken_of(
    invitation: Invitation, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    Invitation.objects.update(attempts=10)
    clock.move_to(BEFORE_THE_END)
    send_due()
    assert sink.taken == []
    assert (owed().state, owed().reason) == (State.SKIPPED, "not_wanted")
