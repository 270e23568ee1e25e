"""Questions: the list, the forms, and the small steps on one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import selectors, services
from apps.careplan.forms import AnswerForm, QuestionAddForm, QuestionEditForm
from apps.careplan.models import Question
from apps.careplan.views.edits import AddView, EditView
from apps.circles.kinds import Level, Section
from apps.circles.selectors import sharing_offer
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep


class QuestionList(CircleView):
    section = Section.PLAN
    tab = "plan"
    template = "careplan/question_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(questions=selectors.question_list(self.access))


class QuestionAdd(AddView):
    """For the visit that ``for`` names in the address; else for the next clinic visit."""

    read_level, write_level = Level.TAKE_PART, Level.TAKE_PART
    template = "careplan/question_add.html"

    def form(self, data: Any = None) -> QuestionAddForm:
        wanted = self.request.GET.get("for", "")
        return QuestionAddForm(
            data,
            visits=selectors.visits_ahead(self.access, wanted),
            visit=wanted,
            today=self.access.today,
            offer=sharing_offer(self.access, Question),
        )

    def save(self, form: QuestionAddForm) -> tuple[Any, str]:
        added = services.propose_questions(
            self.access,
            once=form.cleaned_data["once"],
            draft=form.draft,
            suggested=form.cleaned_data["suggested"],
        )
        if self.access.can(Section.PLAN, Level.EDIT):
            said = ngettext("It is on the list.", "They are on the list.", len(added))
        else:
            said = _("Thank you. %(name)s sees it and can put it on the list.") % {
                "name": self.access.circle.patient_name
            }
        if form.draft.appointment_id is None:
            return reverse("question_list", args=[self.access.circle.pk]), said
        of_visit = [self.access.circle.pk, form.draft.appointment_id]
        return reverse("appointment_detail", args=of_visit), said


class QuestionDetail(EditView):
    """One question, and the form that keeps its answer."""

    read_level, write_level = Level.SEE, Level.TAKE_PART
    template = "careplan/question_detail.html"
    key = "question_id"

    def find(self, pk: UUID) -> Question:
        return selectors.question(self.access, pk)

    def form(self, thing: Question, data: Any = None) -> AnswerForm:
        initial = {"answer": thing.answer}
        return AnswerForm(data, shown_version=thing.version, initial=initial)

    def stands(self, thing: Question) -> tuple[dict[str, Any], int]:
        return {"answer": thing.answer}, thing.version

    def beside(self, thing: Question) -> dict[str, Any]:
        history = selectors.history_of(self.access, thing)
        return {"card": selectors.question_card(self.access, thing.pk), "history": history}

    def save(self, pk: UUID, form: AnswerForm) -> str:
        services.answer_question(self.access, question_id=pk, **form.cleaned_data)
        return _("Kept. Thank you for writing it down.")

    def after(self, pk: UUID) -> Any:
        row = self.find(pk)
        return row.appointment or row


class QuestionEdit(EditView):
    read_level, write_level = Level.TAKE_PART, Level.TAKE_PART
    template = "careplan/question_edit.html"
    key = "question_id"

    def find(self, pk: UUID) -> Question:
        return selectors.question_to_change(self.access, pk)

    def form(self, thing: Question, data: Any = None) -> QuestionEditForm:
        visits = selectors.visits_ahead(self.access)
        if thing.appointment and thing.appointment not in visits:
            visits = [thing.appointment, *visits]
        return QuestionEditForm(
            data,
            visits=visits,
            today=self.access.today,
            offer=sharing_offer(self.access, Question, thing),
            saved=selectors.draft_of_question(thing),
            shown_version=thing.version,
        )

    def stands(self, thing: Question) -> tuple[dict[str, Any], int]:
        return self.form(thing).values_of(selectors.draft_of_question(thing)), thing.version

    def save(self, pk: UUID, form: QuestionEditForm) -> str:
        version = form.cleaned_data["version"]
        services.edit_question(self.access, question_id=pk, version=version, draft=form.draft)
        return ""


class QuestionStep(CircleStep):
    """One press on a question; it leads back to where it was pressed."""

    section, write_level = Section.PLAN, Level.TAKE_PART
    tab = "plan"
    template = "careplan/question_list.html"

    def back(self, question_id: UUID) -> str:
        selectors.question(self.access, question_id)
        return reverse("question_list", args=[self.access.circle.pk])


class QuestionApproval(QuestionStep):
    write_level = Level.EDIT

    def act(self, question_id: UUID) -> str:
        services.approve_question(self.access, question_id)
        return _("It is on the list.")


class QuestionRemoval(QuestionStep):
    def act(self, question_id: UUID) -> str:
        services.drop_question(self.access, question_id)
        return _("Taken off the list. You find it among the questions, with its undo.")


class QuestionRestoration(QuestionStep):
    def act(self, question_id: UUID) -> str:
        services.restore_question(self.access, question_id)
        return _("It is back.")


class QuestionUp(QuestionStep):
    write_level = Level.EDIT

    def act(self, question_id: UUID) -> str:
        services.move_question(self.access, question_id, by=-1)
        return _("Moved up.")


class QuestionDown(QuestionStep):
    write_level = Level.EDIT

    def act(self, question_id: UUID) -> str:
        services.move_question(self.access, question_id, by=1)
        return _("Moved down.")


class QuestionReopening(QuestionStep):
    def act(self, question_id: UUID) -> str:
        services.reopen_question(self.access, question_id)
        return _("It is open again.")


class QuestionNote(QuestionStep):
    def act(self, question_id: UUID) -> str:
        services.note_answer(self.access, question_id)
        return _("It stands among what was said now.")
