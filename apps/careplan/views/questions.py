"""Questions: the list, the forms, and the small steps on one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import selectors, services
from apps.careplan.forms import AnswerForm, QuestionAddForm, QuestionEditForm
from apps.careplan.models import Question
from apps.careplan.views.edits import AddView
from apps.circles.kinds import Level, Section
from apps.circles.selectors import sharing_offer
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep
from apps.core.errors import RuleError, StaleError


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
        return QuestionAddForm(
            data,
            visits=selectors.visits_ahead(self.access),
            visit=self.request.GET.get("for", ""),
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


class QuestionDetail(CircleView):
    """One question, and the form that keeps its answer."""

    section, write_level = Section.PLAN, Level.TAKE_PART
    tab = "plan"
    template = "careplan/question_detail.html"

    def get(self, request: HttpRequest, question_id: UUID) -> HttpResponse:
        row = selectors.question(self.access, question_id)
        return self._page(_answer_form(row), row)

    def post(self, request: HttpRequest, question_id: UUID) -> HttpResponse:
        row = selectors.question(self.access, question_id)
        form = _answer_form(row, request.POST)
        if not form.is_valid():
            return self._page(form, row, status=422)
        values = form.cleaned_data
        try:
            services.answer_question(
                self.access,
                question_id=question_id,
                version=values["version"],
                answer=values["answer"],
            )
        except StaleError as error:
            row = selectors.question(self.access, question_id)
            form.show_what_stands_now({"answer": row.answer}, row.version)
            return self._page(form, row, status=409, stale=error.message)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, row, status=422)
        messages.success(request, _("Kept. Thank you for writing it down."))
        return redirect(row.appointment or row)

    def _page(
        self, form: AnswerForm, row: Question, status: int = 200, stale: str = ""
    ) -> HttpResponse:
        card = selectors.question_card(self.access, row.pk)
        history = selectors.history_of(self.access, card.question)
        return self.page(form=form, card=card, history=history, stale=stale, status=status)


class QuestionEdit(CircleView):
    section, read_level, write_level = Section.PLAN, Level.TAKE_PART, Level.TAKE_PART
    tab = "plan"
    template = "careplan/question_edit.html"

    def get(self, request: HttpRequest, question_id: UUID) -> HttpResponse:
        row = selectors.question_to_change(self.access, question_id)
        return self._page(self._form(row), row)

    def post(self, request: HttpRequest, question_id: UUID) -> HttpResponse:
        row = selectors.question_to_change(self.access, question_id)
        form = self._form(row, request.POST)
        if not form.is_valid():
            return self._page(form, row, status=422)
        version = form.cleaned_data["version"]
        try:
            services.edit_question(
                self.access, question_id=question_id, version=version, draft=form.draft
            )
        except StaleError as error:
            row = selectors.question(self.access, question_id)
            form.show_what_stands_now(form.values_of(selectors.draft_of_question(row)), row.version)
            return self._page(form, row, status=409, stale=error.message)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, row, status=422)
        messages.success(request, _("Saved."))
        return redirect(row)

    def _form(self, row: Question, data: Any = None) -> QuestionEditForm:
        visits = selectors.visits_ahead(self.access)
        if row.appointment and row.appointment not in visits:
            visits = [row.appointment, *visits]
        return QuestionEditForm(
            data,
            visits=visits,
            today=self.access.today,
            offer=sharing_offer(self.access, Question, row),
            saved=selectors.draft_of_question(row),
            shown_version=row.version,
        )

    def _page(
        self, form: QuestionEditForm, row: Question, status: int = 200, stale: str = ""
    ) -> HttpResponse:
        return self.page(form=form, question=row, stale=stale, status=status)


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


def _answer_form(row: Question, data: Any = None) -> AnswerForm:
    initial = {"answer": row.answer}
    return AnswerForm(data, shown_version=row.version, initial=initial)
