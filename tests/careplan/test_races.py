"""Two people at once, each in a transaction of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection

from apps.careplan import selectors, services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment, Dose, Task
from apps.careplan.rules import TaskDraft
from apps.circles.access import Access
from apps.circles.kinds import Action
from apps.circles.models import Receipt
from apps.core.errors import RuleError, StaleError
from tests.careplan.conftest import Told
from tests.careplan.drafts import appointment_draft, make_appointment, make_task
from tests.careplan.medicines import TODAY, make_medicine, tick
from tests.careplan.test_appointments import edit
from tests.people import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def at_once(*steps: Callable[[], object]) -> list[object]:
    """Run the steps in threads that start together; what each returned, or the error it raised."""
    barrier = Barrier(len(steps))

    def run(step: Callable[[], object]) -> object:
        barrier.wait(timeout=10)
        try:
            return step()
        except RuleError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def people() -> tuple[Access, Access, Access]:
    cast = make_cast()
    return cast.access(cast.patient), cast.access(cast.coordinator), cast.access(cast.helper)


def claims(subject_id: UUID) -> int:
    return Receipt.objects.filter(subject_id=subject_id, action=Action.CLAIMED).count()


def test_of_two_who_claim_a_task_at_once_one_has_it_and_the_other_is_told_who(told: Told) -> None:
    patient, coordinator, helper = people()
    names = {access.membership.pk: access.membership.name for access in (patient, helper)}
    for _round in range(ROUNDS):
        task = make_task(coordinator)
        results = at_once(
            lambda task=task: services.claim_task(patient, task.pk),
            lambda task=task: services.claim_task(helper, task.pk),
        )
        errors = [result for result in results if isinstance(result, RuleError)]
        winner = Task.objects.get(pk=task.pk).claimed_by_id
        assert len(errors) == 1
        assert errors[0].message.startswith(names[winner])
        assert claims(task.pk) == 1


def test_of_two_who_offer_for_a_seat_at_once_one_has_it(told: Told) -> None:
    patient, coordinator, helper = people()
    for _round in range(ROUNDS):
        appointment = make_appointment(coordinator)
        results = at_once(
            lambda pk=appointment.pk: services.offer_for_seat(patient, pk, SeatKind.DRIVER),
            lambda pk=appointment.pk: services.offer_for_seat(helper, pk, SeatKind.DRIVER),
        )
        errors = [result for result in results if isinstance(result, RuleError)]
        seat = selectors.appointment_card(coordinator, appointment.pk).seats[0]
        assert len(errors) == 1
        assert seat.holder
        assert errors[0].message.startswith(seat.holder.name)
        assert told.to_remind >= {seat.holder.pk}


def test_of_two_who_save_at_once_one_is_shown_what_the_other_wrote(told: Told) -> None:
    patient, coordinator, _helper = people()
    for _round in range(ROUNDS):
        appointment = make_appointment(coordinator)
        results = at_once(
            lambda it=appointment: edit(patient, it, place="One"),
            lambda it=appointment: edit(coordinator, it, place="Two"),
        )
        assert [isinstance(result, StaleError) for result in results].count(True) == 1
        assert Appointment.objects.get(pk=appointment.pk).version == 2


def test_of_two_who_tick_a_dose_at_once_one_has_given_it_and_the_other_is_told_who(
    told: Told,
) -> None:
    patient, coordinator, _helper = people()
    names = {access.membership.pk: access.membership.name for access in (patient, coordinator)}
    medicine = make_medicine(coordinator)
    for days in range(ROUNDS):
        day = TODAY - timedelta(days=days)
        results = at_once(
            lambda day=day: tick(patient, medicine, day=day),
            lambda day=day: tick(coordinator, medicine, day=day),
        )
        errors = [result for result in results if isinstance(result, RuleError)]
        dose = Dose.objects.get(day=day)
        assert len(errors) == 1
        assert errors[0].message.startswith(f"{names[dose.author_id]} ticked this")


def test_a_double_tap_makes_one_row(told: Told) -> None:
    _patient, coordinator, _helper = people()
    one, other = uuid4(), uuid4()
    draft, task = appointment_draft(), TaskDraft(title="Cook", notes="", due_on=None)

    def add() -> object:
        return services.add_appointment(coordinator, appointment_id=one, draft=draft).pk

    def add_task() -> object:
        return services.add_task(coordinator, task_id=other, draft=task).pk

    assert at_once(add, add) == [one, one]
    assert at_once(add_task, add_task) == [other, other]
    assert Appointment.objects.count() == Task.objects.count() == 1
    assert Receipt.objects.filter(action=Action.ADDED, subject_id__in=[one, other]).count() == 2
    assert len(told.planned) == 1
