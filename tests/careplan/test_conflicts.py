"""Two people in one form: the second is shown both versions, and nothing is overwritten unless they choose to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.html import escape

from apps.careplan import services
from apps.careplan.kinds import Unit
from apps.careplan.rules import OutcomeDraft, QuestionDraft, Repeat, SupplyDraft
from apps.circles.access import Access
from tests.careplan.conftest import NOW
from tests.careplan.drafts import appointment_draft, make_appointment, make_series, make_task, when
from tests.careplan.medicines import make_medicine, team_draft, treatment_draft
from tests.careplan.pages import Browser

pytestmark = pytest.mark.django_db


def a_series(access: Access) -> UUID:
    whens = [when(when().day + timedelta(days=7 * week)) for week in range(3)]
    row = services.add_appointment_series(
        access,
        series_id=uuid4(),
        draft=appointment_draft(),
        repeat=Repeat(Unit.WEEK, 1, 3),
        whens=whens,
    )
    return row.pk


def a_question(access: Access) -> UUID:
    asked = QuestionDraft("May she swim?", make_appointment(access).pk)
    (question,) = services.propose_questions(access, once=uuid4(), draft=asked)
    return question.pk


def a_visit(access: Access) -> UUID:
    visit = make_appointment(access, when=when(NOW.date() - timedelta(days=1)))
    draft = OutcomeDraft("All well", "")
    services.keep_outcome(access, appointment_id=visit.pk, version=1, draft=draft)
    return visit.pk


def a_medicine(access: Access) -> UUID:
    medicine = make_medicine(access)
    draft = SupplyDraft(Decimal(20), "tablets", Decimal(1), 5)
    services.count_supply(access, medicine_id=medicine.pk, version=1, draft=draft)
    return medicine.pk


def a_treatment(access: Access) -> UUID:
    return services.add_treatment(access, treatment_id=uuid4(), draft=treatment_draft()).pk


def a_team_member(access: Access) -> UUID:
    return services.add_team_member(access, member_id=uuid4(), draft=team_draft()).pk


@dataclass(frozen=True)
class Form:
    """An edit form, the thing it is of, and a field that two people write differently."""

    name: str
    make: Callable[[Access], UUID]
    field: str
    theirs: str = "Theirs, first"
    mine: str = "Mine, later"
    scope: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.scope}".strip()

    def fields(self, form: Any, value: str) -> dict[str, Any]:
        """All that a browser would send of it."""
        values = {name: form[name].value() for name in form.fields} | {self.field: value}
        if self.scope:
            values["scope"] = self.scope
        return {name: sent for name, sent in values.items() if sent not in (None, False)}


FORMS = (
    Form("appointment_edit", lambda access: make_appointment(access).pk, "place"),
    Form("appointment_edit", a_series, "place", scope="later"),
    Form("task_edit", lambda access: make_task(access).pk, "title"),
    Form("task_edit", lambda access: make_series(access)[0].pk, "title", scope="later"),
    Form("question_edit", a_question, "text"),
    Form("question_detail", a_question, "answer"),
    Form("outcome_edit", a_visit, "said"),
    Form("medicine_edit", lambda access: make_medicine(access).pk, "dose"),
    Form("supply_count", a_medicine, "unit", theirs="boxes", mine="strips"),
    Form("watch_edit", lambda access: make_medicine(access).pk, "after_minutes", "30", "120"),
    Form("treatment_edit", a_treatment, "name"),
    Form("team_edit", a_team_member, "name"),
)


@pytest.mark.parametrize("of", FORMS, ids=str)
def test_the_second_is_shown_both_versions_and_chooses(
    browse: Callable[[str], Browser], coordinator: Access, of: Form
) -> None:
    pk = of.make(coordinator)
    ana, mei = browse("coordinator"), browse("patient")

    def form_of(browser: Browser) -> Any:
        return browser.client.get(browser.url(of.name, pk)).context["form"]

    opened = form_of(ana)
    first = mei.send(of.name, pk, **of.fields(form_of(mei), of.theirs))
    assert first.status_code == 302

    late = ana.client.post(ana.url(of.name, pk), of.fields(opened, of.mine))
    page = late.content.decode()
    assert late.status_code == 409
    assert "Mei Chen changed this while you were writing. Nothing is saved yet." in page
    assert escape(of.mine) in page
    assert f"Now: {of.theirs}" in page
    assert str(form_of(mei)[of.field].value()) == of.theirs

    again = of.fields(late.context["form"], of.mine)
    assert ana.send(of.name, pk, **again).status_code == 302
    assert str(form_of(mei)[of.field].value()) == of.mine
