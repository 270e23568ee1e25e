"""Who changed what, from what to what: told in plain words, and undone for 30 days by whoever may edit it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from apps.careplan import selectors, services, telling
from apps.careplan.kinds import SeatKind
from apps.careplan.models import MedicineChange, MedicinePause, PlanChange, TaskChange
from apps.careplan.rules import OutcomeDraft, Pause, QuestionDraft
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.circles.rules import Sharing
from apps.core.errors import StaleError
from tests.careplan.conftest import NOW, Told
from tests.careplan.drafts import appointment_draft, make_appointment, make_task, task_draft, when
from tests.careplan.medicines import (
    make_medicine,
    medicine_draft,
    rhythm,
    team_draft,
    treatment_draft,
)
from tests.careplan.pages import Browser

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Browser]
YESTERDAY = NOW.date() - timedelta(days=1)


def move(access: Access, pk: Any, version: int = 1, **changes: Any) -> None:
    draft = appointment_draft(**{"when": when(at=time(11, 0))} | changes)
    services.edit_appointment(access, appointment_id=pk, version=version, draft=draft)


def last_change(model: Any = PlanChange) -> Any:
    return model.objects.order_by("-version", "-at").first()


def sentences(access: Access, thing: Any) -> list[str]:
    history = selectors.history_of(access, thing)
    return [told.sentence for past in history for told in telling.tell(past.change)]


def test_a_change_stands_on_the_page_with_who_and_from_what_to_what(
    coordinator: Access, browse: Browse
) -> None:
    row = make_appointment(coordinator)
    move(coordinator, row.pk, place="Royal Free")
    page = browse("helper").open("appointment_detail", row.pk)
    assert "Ana Ruiz changed the time from 10:30 to 11:00, Tuesday 24 November" in page
    assert "Ana Ruiz changed the place from St Mary’s to Royal Free" in page
    assert reverse("plan_undo", args=[row.circle_id, last_change().pk]) not in page


def test_an_undone_move_is_a_move_and_reminds_of_the_old_time_again(
    coordinator: Access, browse: Browse, told: Told
) -> None:
    row = make_appointment(coordinator)
    move(coordinator, row.pk, seats=frozenset({SeatKind.COMPANION}))
    browse("patient").press("plan_undo", last_change().pk)
    row.refresh_from_db()
    assert (row.when, row.moves) == (when(), 2)
    stands = selectors.draft_of_appointment(coordinator, row)
    assert stands.seats == {SeatKind.DRIVER}
    assert told.planned[-1].starts_at == row.starts_at
    assert sentences(coordinator, row)[0].startswith("Mei Chen changed the time from 11:00")


def test_an_undo_pressed_twice_undoes_once(coordinator: Access, browse: Browse) -> None:
    row = make_appointment(coordinator)
    move(coordinator, row.pk)
    change = last_change()
    for _press in range(2):
        assert browse("coordinator").send("plan_undo", change.pk).status_code == 302
    row.refresh_from_db()
    assert row.version == 3


def test_what_somebody_changed_later_is_shown_beside_it_and_not_overwritten(
    coordinator: Access, patient: Access, browse: Browse
) -> None:
    row = make_appointment(coordinator)
    move(coordinator, row.pk, place="Royal Free")
    change = last_change()
    move(patient, row.pk, version=2, place="Barts")
    answer = browse("coordinator").send("plan_undo", change.pk)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "It was changed again since then" in page
    assert all(words in page for words in ("St Mary’s", "Barts", "Last changed by Mei Chen"))
    row.refresh_from_db()
    assert (row.place, row.version) == ("Barts", 3)
    browse("coordinator").press("plan_undo", change.pk, version=3)
    row.refresh_from_db()
    assert (row.place, row.when) == ("St Mary’s", when())


def test_only_who_may_edit_a_thing_undoes_a_change_of_it(
    coordinator: Access, helper: Access, browse: Browse
) -> None:
    task = make_task(coordinator)
    services.edit_task(coordinator, task_id=task.pk, version=1, draft=task_draft("Shop"))
    url = reverse("tasks_undo", args=[task.circle_id, last_change(TaskChange).pk])
    assert browse("helper").client.post(url).status_code == 403
    assert url not in browse("helper").open("task_detail", task.pk)
    assert url in browse("coordinator").open("task_detail", task.pk)


def a_task(access: Access) -> Any:
    task = make_task(access, notes="Two bags")
    draft = task_draft("Shop", due_on=date(2026, 11, 25))
    services.edit_task(access, task_id=task.pk, version=1, draft=draft)
    return task


def a_question(access: Access) -> Any:
    asked = QuestionDraft("May she swim?", make_appointment(access).pk)
    (question,) = services.propose_questions(access, once=uuid4(), draft=asked)
    draft = replace(asked, text="May she run?")
    services.edit_question(access, question_id=question.pk, version=1, draft=draft)
    return question


def an_answer(access: Access) -> Any:
    asked = QuestionDraft("May she swim?", make_appointment(access).pk)
    (question,) = services.propose_questions(access, once=uuid4(), draft=asked)
    services.answer_question(access, question_id=question.pk, version=1, answer="Yes")
    return question


def an_outcome(access: Access) -> Any:
    visit = make_appointment(access, when=when(YESTERDAY))
    for version, said in ((1, "All well"), (2, "All is well")):
        outcome = services.keep_outcome(
            access, appointment_id=visit.pk, version=version, draft=OutcomeDraft(said, "")
        )
        was = OutcomeDraft("All well", "")
    assert was != OutcomeDraft(outcome.said, outcome.decisions)
    return outcome


def a_medicine(access: Access) -> Any:
    medicine = make_medicine(access)
    draft = medicine_draft(dose="2 tablets", rhythm=rhythm(time(9, 0), days_on=21, days_off=7))
    services.edit_medicine(access, medicine_id=medicine.pk, version=1, draft=draft)
    return medicine


def a_treatment(access: Access) -> Any:
    row = services.add_treatment(access, treatment_id=uuid4(), draft=treatment_draft())
    draft = treatment_draft(name="Second chemo", ends_on=date(2026, 12, 24))
    services.edit_treatment(access, treatment_id=row.pk, version=1, draft=draft)
    return row


def a_team_member(access: Access) -> Any:
    row = services.add_team_member(access, member_id=uuid4(), draft=team_draft())
    draft = team_draft(phone="020 7946 0999", role="Nurse")
    services.edit_team_member(access, member_id=row.pk, version=1, draft=draft)
    return row


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (a_task, "Ana Ruiz changed the name from Cook to Shop"),
        (a_question, "Ana Ruiz changed the question from May she swim? to May she run?"),
        (an_answer, "Ana Ruiz changed the answer."),
        (an_outcome, "Ana Ruiz changed what was said."),
        (a_medicine, "from Every day at 08:00 to 21 days on, 7 days off at 09:00"),
        (a_treatment, "Ana Ruiz added the last day: Thursday 24 December"),
        (a_team_member, "Ana Ruiz changed the phone number from 020 7946 0000 to 020 7946 0999"),
    ],
)
def test_an_edit_of_each_kind_of_thing_is_told_and_undone(
    coordinator: Access, make: Callable[[Access], Any], words: str
) -> None:
    thing = make(coordinator)
    thing.refresh_from_db()
    (past, *_older) = selectors.history_of(coordinator, thing)
    assert any(words in sentence for sentence in sentences(coordinator, thing))
    section = past.change.section
    services.undo_change(coordinator, section, past.change.pk, version=thing.version)
    thing.refresh_from_db()
    stands = selectors.stands_now(coordinator, past.change, thing)
    assert {name: stands[name] for name in past.change.was} == past.change.was


def test_a_pause_that_was_removed_comes_back(coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    pause = services.add_pause(
        coordinator,
        medicine_id=medicine.pk,
        pause_id=uuid4(),
        pause=Pause(date(2026, 11, 24), None),
        reason="Low blood count",
    )
    services.remove_pause(coordinator, medicine_id=medicine.pk, pause_id=pause.pk)
    medicine.refresh_from_db()
    change = last_change(MedicineChange)
    services.undo_change(coordinator, change.section, change.pk, version=medicine.version)
    back = MedicinePause.objects.get()
    assert (back.pk, back.reason, back.until_on) == (pause.pk, "Low blood count", None)


def test_opening_a_thing_to_others_does_not_open_its_past(helper: Access, follower: Access) -> None:
    mine = Sharing(Audience.ONLY_ME)
    task = make_task(helper, "Buy a wig", sharing=mine)
    first = task_draft("Buy a blond wig", sharing=mine)
    services.edit_task(helper, task_id=task.pk, version=1, draft=first)
    services.edit_task(helper, task_id=task.pk, version=2, draft=task_draft("Buy a present"))
    services.edit_task(helper, task_id=task.pk, version=3, draft=task_draft("Buy a gift"))
    told = "Jun Cole changed the name from Buy a present to Buy a gift"
    assert sentences(follower, selectors.task(follower, task.pk)) == [told]
    assert len(sentences(helper, selectors.task(helper, task.pk))) == 4


def test_a_treatment_does_not_tell_of_a_medicine_that_is_hidden(
    coordinator: Access, helper: Access
) -> None:
    medicine = make_medicine(coordinator, name="Capecitabine")
    row = services.add_treatment(coordinator, treatment_id=uuid4(), draft=treatment_draft())
    draft = treatment_draft(medicine_id=medicine.pk)
    services.edit_treatment(coordinator, treatment_id=row.pk, version=1, draft=draft)
    seen = selectors.treatment_card(helper, row.pk).treatment
    assert sentences(helper, seen) == ["Ana Ruiz changed it."]
    assert last_change().told_after == {}


def test_a_change_is_seen_by_nobody_who_cannot_see_the_thing_any_more(
    coordinator: Access, patient: Access, helper: Access
) -> None:
    row = make_appointment(coordinator)
    move(coordinator, row.pk)
    assert PlanChange.objects.visible_to(helper).count() == 1
    move(patient, row.pk, version=2, sharing=Sharing(Audience.CLOSE))
    assert not PlanChange.objects.visible_to(helper).exists()
    assert PlanChange.objects.visible_to(patient).count() == 2


def test_after_thirty_days_a_change_is_forgotten(
    coordinator: Access, browse: Browse, set_clock: Callable[[datetime], None]
) -> None:
    row = make_appointment(coordinator)
    move(coordinator, row.pk)
    change = last_change()
    set_clock(NOW + timedelta(days=29, hours=23))
    assert services.forget_old_changes() == 0
    assert browse("patient").send("plan_undo", change.pk).status_code == 302
    set_clock(NOW + timedelta(days=30, hours=1))
    assert browse("patient").send("plan_undo", change.pk).status_code == 404
    assert services.forget_old_changes() == 1


def test_an_undo_of_what_was_not_seen_writes_nothing(coordinator: Access, patient: Access) -> None:
    task = make_task(coordinator)
    services.edit_task(coordinator, task_id=task.pk, version=1, draft=task_draft("Shop"))
    change = last_change(TaskChange)
    services.edit_task(patient, task_id=task.pk, version=2, draft=task_draft("Shop", notes="Oats"))
    with pytest.raises(StaleError):
        services.undo_change(coordinator, change.section, change.pk, version=2)
    task.refresh_from_db()
    assert (task.title, task.notes) == ("Shop", "Oats")
