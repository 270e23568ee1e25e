"""Numbers that nobody proved: a neighbour is texted of their task, and no phone is rung up by moving it about."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import Traveller

from apps.accounts.models import User
from apps.careplan import selectors
from apps.careplan import services as careplan
from apps.careplan.models import Task
from apps.careplan.rules import Shows
from apps.circles.access import Access, open_circle
from apps.circles.models import Circle
from apps.core import texting
from apps.core.clock import now
from apps.core.texting import Text
from tests.careplan.drafts import make_task
from tests.people import Cast
from tests.reminders.conftest import NOON, SendDue
from tests.reminders.gateways import Texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]
THEIRS, OTHER = "+447700900555", "+447700900556"
IN_A_WEEK = (NOON + timedelta(days=7)).date()


def taken(access: Access, number: str) -> Task:
    """By a stranger who types somebody else's number."""
    task = make_task(access, due_on=IN_A_WEEK)
    link = careplan.offer_by_link(access, task.pk, Shows.usual())
    path = "/" + careplan.address_of(link).split("://")[1].partition("/")[2]
    assert Client().post(path, {"name": "Paul", "reach": number}).status_code == 302
    return task


def move_about(access: Access, task: Task, times: int, clock: Traveller, send_due: SendDue) -> None:
    for number in range(times):
        row = selectors.task(access, task.pk)
        day = IN_A_WEEK + timedelta(days=1 + number % 2)
        draft = replace(selectors.draft_of_task(row), due_on=day)
        careplan.edit_task(access, task_id=row.pk, version=row.version, draft=draft)
        clock.shift(timedelta(minutes=10))
        send_due()


def in_circle(user: User, circle: Circle) -> Access:
    return open_circle(user, circle.pk)


def test_a_number_nobody_proved_gets_six_texts_a_day_from_the_whole_site(
    clock: Traveller, cast: Cast, texts: Texts, send_due: SendDue
) -> None:
    ours, theirs = cast.access(cast.coordinator), in_circle(cast.other, cast.other_circle)
    move_about(ours, taken(ours, THEIRS), 4, clock, send_due)
    assert len(texts.to(THEIRS)) == 4
    move_about(theirs, taken(theirs, THEIRS), 4, clock, send_due)
    assert len(texts.to(THEIRS)) == 6
    move_about(theirs, taken(theirs, OTHER), 1, clock, send_due)
    assert len(texts.to(OTHER)) == 1


def test_half_of_the_sites_texts_is_kept_for_codes_and_proved_numbers(
    clock: Traveller, cast: Cast, texts: Texts, send_due: SendDue, settings: Any
) -> None:
    settings.SMS_DAILY_BUDGET = 4
    access = cast.access(cast.coordinator)
    for number in (THEIRS, OTHER):
        move_about(access, taken(access, number), 2, clock, send_due)
    assert [len(texts.to(THEIRS)), len(texts.to(OTHER))] == [2, 0]
    code = Text("+447700900123", "123456", now() + timedelta(minutes=15), holder_only=False)
    texting.send(code)
    send_due()
    assert len(texts.to("+447700900123")) == 1
