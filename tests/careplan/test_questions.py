"""Questions: proposed, said yes to, put in order, corrected, and carried along."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from apps.careplan import selectors, services, suggestions
from apps.careplan.kinds import AppointmentKind
from apps.careplan.models import Appointment, Question
from apps.careplan.rules import QuestionDraft, narrower
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.circles.rules import Sharing
from apps.core.errors import RuleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, when
from tests.careplan.pages import Browser
from tests.careplan.test_selectors import hide
from tests.people import Cast

Browse = Callable[[str], Browser]
SetClock = Callable[[datetime], None]
EVERYONE, CLOSE, ONLY_ME = Audience.EVERYONE, Audience.CLOSE, Audience.ONLY_ME


def ask(access: Access, visit: Appointment | None, text: str = "Why?") -> Question:
    kind = None if visit else AppointmentKind.SCAN
    draft = QuestionDraft(text, visit.pk if visit else None, kind)
    (row,) = services.propose_questions(access, once=uuid4(), draft=draft)
    return row


def asked(access: Access, visit: Appointment) -> list[str]:
    return [item.question.text for item in selectors.questions_of(access, visit)]


@pytest.fixture
def visit(coordinator: Access) -> Appointment:
    return make_appointment(coordinator)


def test_every_kind_of_visit_has_ready_made_questions_with_their_source() -> None:
    ids = [entry.id for found in suggestions.all_lists() for entry in found.questions]
    assert len(ids) == len(set(ids))
    assert all(found.source and found.questions for found in suggestions.all_lists())
    covered = {kind for found in suggestions.all_lists() for kind in found.kinds}
    assert covered == set(AppointmentKind)


def test_what_a_helper_proposes_waits_for_a_yes(
    browse: Browse, visit: Appointment, helper: Access
) -> None:
    fields = {"text": "Can we space the scans?", "visit": visit.pk, "audience": "everyone"}
    page = browse("helper").press("question_add", **fields)
    assert "Mei sees it and can put it on the list." in page
    row = Question.objects.get()
    browser = browse("patient")
    assert "Proposed" in browser.open("appointment_detail", visit.pk)
    with pytest.raises(PermissionDenied):
        services.approve_question(helper, row.pk)
    browser.press("question_approval", row.pk)
    page = browser.open("question_list")
    assert "Can we space the scans?" in page
    assert "Proposed" not in page


def test_ready_made_questions_are_added_with_ones_own_and_only_once(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    page = unescape(browse("coordinator").open("question_add", query=f"?for={visit.pk}"))
    assert "Before a scan or a biopsy" in page
    assert "Hearing results" not in page
    fields = {
        "once": uuid4(),
        "text": "My own",
        "visit": visit.pk,
        "audience": "everyone",
        "suggested": ["ASK-06-1", "ASK-06-3"],
    }
    for _twice in range(2):
        browse("coordinator").press("question_add", **fields)
    assert len(asked(coordinator, visit)) == 3
    assert asked(coordinator, visit)[0] == "My own"


def test_a_question_for_a_visit_far_off_is_for_that_one(
    browse: Browse, visit: Appointment, coordinator: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors.questions, "VISITS_OFFERED", 1)
    far = make_appointment(coordinator, when=when(NOW.date() + timedelta(days=90)))
    browser = browse("coordinator")
    page = browser.open("question_add", query=f"?for={far.pk}")
    assert re.findall(r'value="([^"]+)" selected', page) == [str(far.pk)]
    browser.client.post(
        browser.url("question_add") + f"?for={far.pk}", {"text": "Why?", "visit": far.pk}
    )
    assert asked(coordinator, far) == ["Why?"]
    for gone in (uuid4(), "no-id"):
        page = browser.open("question_add", query=f"?for={gone}")
        assert re.findall(r'value="([^"]+)" selected', page) == ["clinic"]


def test_an_empty_question_and_a_new_one_for_what_is_over_get_a_sentence(
    browse: Browse, visit: Appointment, coordinator: Access, set_clock: SetClock
) -> None:
    browser, fields = browse("coordinator"), {"text": " ", "visit": visit.pk, "audience": "close"}
    response = browser.send("question_add", **fields)
    assert "Write what you want to ask" in response.content.decode()
    assert response.status_code == 422
    row, other = ask(coordinator, visit), ask(coordinator, None)
    set_clock(NOW + timedelta(days=2))
    with pytest.raises(RuleError, match="is over"):
        ask(coordinator, visit)
    draft = QuestionDraft("How?", visit.pk)
    with pytest.raises(RuleError, match="is over"):
        services.edit_question(coordinator, question_id=other.pk, version=1, draft=draft)
    services.edit_question(coordinator, question_id=row.pk, version=1, draft=draft)
    assert asked(coordinator, visit) == ["How?"]


def test_the_patient_orders_them_and_a_helper_does_not(
    visit: Appointment, patient: Access, helper: Access
) -> None:
    rows = [ask(patient, visit, text) for text in ("one", "two", "three")]
    services.move_question(patient, rows[2].pk, by=-1)
    services.move_question(patient, rows[0].pk, by=-1)  # is first already
    assert asked(patient, visit) == ["one", "three", "two"]
    services.move_question(patient, rows[0].pk, by=1)
    assert asked(patient, visit) == ["three", "one", "two"]
    with pytest.raises(PermissionDenied):
        services.move_question(helper, rows[0].pk, by=1)


def test_a_question_for_the_next_scan_shows_at_the_next_scan_alone(
    coordinator: Access, visit: Appointment
) -> None:
    later = make_appointment(coordinator, when=when(NOW.date() + timedelta(days=9)))
    ask(coordinator, None, "For the next scan")
    assert asked(coordinator, visit) == ["For the next scan"]
    assert asked(coordinator, later) == []
    services.cancel_appointment(coordinator, visit.pk)
    assert asked(coordinator, later) == ["For the next scan"]


def test_what_was_not_answered_is_carried_to_the_next_visit_in_one_tap(
    browse: Browse, coordinator: Access, visit: Appointment, set_clock: SetClock
) -> None:
    answered = ask(coordinator, visit, "Answered")
    ask(coordinator, visit, "Open")
    later = make_appointment(coordinator, when=when(NOW.date() + timedelta(days=9)))
    set_clock(NOW + timedelta(days=2))
    services.answer_question(coordinator, question_id=answered.pk, version=1, answer="Yes.")
    page = browse("coordinator").press("questions_carry", visit.pk)
    assert "1 question goes along to the next visit." in page
    assert asked(coordinator, later) == ["Open"]
    assert asked(coordinator, visit) == ["Answered"]


def test_without_a_next_visit_they_wait_for_one_and_stay_as_hidden_as_before(
    cast: Cast, coordinator: Access, visit: Appointment
) -> None:
    ask(coordinator, visit, "Secret")
    hide(visit, CLOSE)
    assert services.carry_questions(coordinator, visit.pk) == 1
    row = Question.objects.get()
    assert (row.appointment, row.kind, row.audience) == (None, "scan", CLOSE)
    with pytest.raises(Http404):
        selectors.question(cast.access(cast.helper), row.pk)


def test_a_hidden_visit_hides_its_questions_and_what_came_of_them(
    cast: Cast, coordinator: Access, visit: Appointment, helper: Access
) -> None:
    row = ask(coordinator, visit)
    services.answer_question(coordinator, question_id=row.pk, version=1, answer="Secret")
    hide(visit, CLOSE)
    assert selectors.question_list(helper).answered == []
    with pytest.raises(Http404):
        selectors.question(helper, row.pk)
    with pytest.raises(Http404):
        services.answer_question(helper, question_id=row.pk, version=2, answer="x")


def test_a_question_for_the_close_circle_is_never_hidden_from_the_patient(
    visit: Appointment, coordinator: Access, patient: Access, helper: Access
) -> None:
    draft = QuestionDraft("Why?", visit.pk, sharing=Sharing(CLOSE))
    (row,) = services.propose_questions(coordinator, once=uuid4(), draft=draft)
    assert asked(helper, visit) == []
    assert asked(patient, visit) == ["Why?"]
    hidden = QuestionDraft("Why?", visit.pk, sharing=Sharing(ONLY_ME))
    with pytest.raises(RuleError, match="to say"):
        services.propose_questions(coordinator, once=uuid4(), draft=hidden)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=row.pk).update(audience=ONLY_ME)


MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Sharing(EVERYONE), Sharing(CLOSE), Sharing(CLOSE)),
        (Sharing(CLOSE), Sharing(ONLY_ME), Sharing(ONLY_ME)),
        (Sharing(EVERYONE, MAY), Sharing(EVERYONE), Sharing(EVERYONE, MAY)),
        (Sharing(EVERYONE, MAY), Sharing(CLOSE, JUNE), Sharing(CLOSE, JUNE)),
    ],
)
def test_the_narrower_sharing_wins(one: Sharing, other: Sharing, both: Sharing) -> None:
    assert narrower(one, other) == narrower(other, one) == both


def test_ones_own_proposal_can_be_changed_until_somebody_said_yes(
    visit: Appointment, helper: Access, coordinator: Access
) -> None:
    row = ask(helper, visit)
    draft = QuestionDraft("How?", visit.pk)
    services.edit_question(helper, question_id=row.pk, version=1, draft=draft)
    services.approve_question(coordinator, row.pk)
    with pytest.raises(PermissionDenied):
        services.drop_question(helper, row.pk)
    services.drop_question(coordinator, row.pk)
    assert asked(helper, visit) == []
    services.restore_question(coordinator, row.pk)
    assert asked(helper, visit) == ["How?"]


def test_a_question_half_written_is_kept_on_the_phone(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    row = ask(coordinator, visit, "May I travel?")
    browser = browse("coordinator")
    for page in (browser.open("question_add"), browser.open("question_edit", row.pk)):
        assert "keep-draft" in page


def test_what_is_pressed_after_a_swap_leads_back_to_the_page_of_the_visit(
    browse: Browse, coordinator: Access, visit: Appointment
) -> None:
    for text in ("Why?", "When?"):
        ask(coordinator, visit, text)
    page, browser = visit.get_absolute_url(), browse("coordinator")
    piece = browser.swap("appointment", "attendance", visit.pk, answer="yes", on=page)
    assert "Up: When?" in (html := piece.content.decode())
    assert set(re.findall(r'name="next" value="([^"]*)"', html)) == {page}


def test_only_what_is_open_moves_up_and_down_and_only_among_its_own(
    visit: Appointment, patient: Access, browse: Browse
) -> None:
    rows = [ask(patient, visit, text) for text in ("done", "one", "two")]
    services.answer_question(patient, question_id=rows[0].pk, version=1, answer="Yes.")
    page = unescape(browse("patient").open("appointment_detail", visit.pk))
    moves = re.findall(r'aria-label="((?:Up|Down): \w+)"', page)
    assert moves == ["Down: one", "Up: two"]
    late = browse("patient").press("question_up", rows[0].pk)
    assert "This question is not waiting any more." in late
