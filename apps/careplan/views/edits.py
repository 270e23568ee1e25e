"""Forms that add and that edit, in which nobody's work is lost: what is wrong, outdated or saved is answered
alike for every thing."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.careplan.forms.fields import VersionedForm
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError, StaleError


class AddView(CircleView):
    """A subclass says which form begins a thing, and how to save it. What its address names is in ``kwargs``."""

    section, read_level, write_level = Section.PLAN, Level.EDIT, Level.EDIT
    tab = "plan"

    def form(self, data: Any = None) -> Any:
        raise NotImplementedError

    def save(self, form: Any) -> tuple[Any, str]:
        """Write it; where one is led then, and the sentence that says so. RuleError comes back in the form."""
        raise NotImplementedError

    def is_ready(self, form: Any) -> bool:
        """Whether it can be saved as it was sent."""
        return bool(form.is_valid())

    def beside(self) -> dict[str, Any]:
        """What else the page shows."""
        return {}

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:
        return self.page(form=self.form(), **self.beside())

    def post(self, request: HttpRequest, **named: Any) -> HttpResponse:
        form = self.form(request.POST)
        if self.is_ready(form):
            try:
                added, said = self.save(form)
            except RuleError as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, said)
                return redirect(added)
        return self.page(form=form, status=422, **self.beside())


class EditView(CircleView):
    """A subclass says how to find the thing, its form and its draft, and how to save it."""

    section, read_level, write_level = Section.PLAN, Level.EDIT, Level.EDIT
    tab = "plan"
    key: ClassVar[str] = "pk"  # what its address calls the thing

    def find(self, pk: UUID) -> Any:
        """The thing as it stands; Http404 for what this reader may not see."""
        raise NotImplementedError

    def form(self, thing: Any, data: Any = None) -> VersionedForm:
        raise NotImplementedError

    def stands(self, thing: Any) -> tuple[dict[str, Any], int]:
        """What is saved now in the values of the form, and which version that is."""
        raise NotImplementedError

    def save(self, pk: UUID, form: Any) -> str:
        """Write it, and return the sentence that says so."""
        raise NotImplementedError

    def is_ready(self, form: Any, thing: Any) -> bool:
        """Whether it can be saved as it was sent."""
        return bool(form.is_valid())

    def after(self, pk: UUID) -> Any:
        """Where one is led after saving."""
        return self.find(pk)

    def beside(self, thing: Any) -> dict[str, Any]:
        """What else the page shows."""
        return {}

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:
        thing = self.find(named[self.key])
        return self._page(self.form(thing), thing)

    def post(self, request: HttpRequest, **named: Any) -> HttpResponse:
        pk = named[self.key]
        thing = self.find(pk)
        form = self.form(thing, request.POST)
        if not self.is_ready(form, thing):
            return self._page(form, thing, status=422)
        try:
            said = self.save(pk, form)
        except StaleError as error:
            return self._stale(pk, form, error)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, thing, status=422)
        messages.success(request, said or _("Saved."))
        return redirect(self.after(pk))

    def _stale(self, pk: UUID, form: VersionedForm, error: StaleError) -> HttpResponse:
        """The form again, with what was typed, and beside it what somebody else saved meanwhile."""
        thing = self.find(pk)
        form.show_what_stands_now(*self.stands(thing))
        return self._page(form, thing, status=409, stale=error.message)

    def _page(
        self, form: VersionedForm, thing: Any, status: int = 200, stale: str = ""
    ) -> HttpResponse:
        beside = self.beside(thing)
        return self.page(form=form, thing=thing, stale=stale, status=status, **beside)
