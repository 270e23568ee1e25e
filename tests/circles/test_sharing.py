"""Who may say who sees an item, through the forms that ask it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client

from apps.careplan import services as careplan
from apps.careplan.models import Appointment, Task
from apps.careplan.rules import TaskDraft
from apps.circles import rules, services
from apps.circles.kinds import Audience
from apps.circles.rules import NO_SAY, Sharing, SharingOffer
from apps.core import clock
from apps.core.errors import RuleError
from tests.people import Cast

SignIn = Callable[..., Client]
EVERYONE, CLOSE, ONLY_ME = Audience


@pytest.mark.parametrize(
    ("is_author", "is_patient", "sees_all", "offer"),
    [
        (True, False, False, SharingOffer((EVERYONE, CLOSE, ONLY_ME), may_hold=True)),
        (True, False, True, SharingOffer((EVERYONE, CLOSE), may_hold=True)),
        (False, True, False, SharingOffer((EVERYONE, CLOSE), may_hold=False)),
        (False, True, True, SharingOffer((EVERYONE, CLOSE), may_hold=True)),
        (False, False, False, NO_SAY),
        (False, False, True, NO_SAY),
    ],
)
def test_only_its_author_and_the_patient_say_who_sees_an_item(
    is_author: bool, is_patient: bool, sees_all: bool, offer: SharingOffer
) -> None:
    assert offer == rules.sharing_offer(
        is_author=is_author, is_patient=is_patient, patient_sees_all=sees_all
    )


def add_task(cast: Cast, client: Client, **fields: str) -> Task:
    once = str(uuid4())
    client.post(f"/c/{cast.circle.pk}/tasks/new/", {"once": once, "title": "Cook"} | fields)
    return Task.objects.get(pk=once)


def test_a_task_can_be_kept_to_oneself(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.helper)
    task = add_task(cast, client, audience="only_me")
    assert "Only you can see this" in client.get(task.get_absolute_url()).content.decode()
    assert client_for(cast.patient).get(task.get_absolute_url()).status_code == 404


def test_a_day_that_has_come_holds_nothing_back(cast: Cast, client_for: SignIn) -> None:
    today = clock.today(cast.circle.time_zone)
    form = {"once": str(uuid4()), "title": "Cake", "held_until": str(today)}
    page = client_for(cast.helper).post(f"/c/{cast.circle.pk}/tasks/new/", form)
    assert page.status_code == 422
    assert "Choose a day to come" in page.content.decode()
    task = add_task(cast, client_for(cast.helper), held_until=str(today + timedelta(days=1)))
    assert "The others see it from" in (
        client_for(cast.helper).get(task.get_absolute_url()).content.decode()
    )


def test_someone_else_who_edits_it_is_neither_asked_nor_heard(
    cast: Cast, client_for: SignIn
) -> None:
    task = add_task(cast, client_for(cast.patient), audience="close")
    client, url = client_for(cast.coordinator), f"{task.get_absolute_url()}edit/"
    assert "Who may see this" not in client.get(url).content.decode()
    client.post(url, {"version": "1", "title": "Cook soup", "audience": "everyone"})
    task.refresh_from_db()
    assert (task.title, task.audience) == ("Cook soup", "close")


def test_nobody_who_took_something_on_loses_sight_of_it(cast: Cast) -> None:
    patient = cast.access(cast.patient)
    draft = TaskDraft("Cook", "", None)
    task = careplan.add_task(patient, task_id=uuid4(), draft=draft)
    careplan.claim_task(cast.access(cast.helper), task.pk)
    narrowed = TaskDraft("Cook", "", None, sharing=Sharing(CLOSE))
    with pytest.raises(RuleError, match="Jun Cole has taken this on"):
        careplan.edit_task(patient, task_id=task.pk, version=1, draft=narrowed)


def test_an_appointment_cannot_be_kept_from_the_patient(cast: Cast) -> None:
    coordinator = cast.access(cast.coordinator)
    row = Appointment(circle=cast.circle, author=coordinator.membership)
    with pytest.raises(RuleError):
        services.share(coordinator, row, Sharing(ONLY_ME))
    services.share(coordinator, row, Sharing(CLOSE, date(2090, 1, 1)))
    assert row.sharing == Sharing(CLOSE, date(2090, 1, 1))


@pytest.mark.parametrize("model", [Appointment])
def test_what_the_patient_always_sees_forbids_hiding_in_the_database(
    cast: Cast, model: type[Appointment]
) -> None:
    assert model.patient_sees_all
    with pytest.raises(IntegrityError, match="never_hidden"):
        model.objects.create(
            circle=cast.circle,
            audience=ONLY_ME,
            kind="scan",
            time_known=True,
            zone="Europe/London",
            starts_at=clock.now(),
            over_at=clock.now() + timedelta(hours=1),
        )
