"""CircleView: the base of every page under ``/c/<uuid>/``. It opens the access before anything else."""

from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views import View

from apps.accounts.requests import person
from apps.circles import services
from apps.circles.access import Access, open_all_for_user
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Circle
from apps.circles.views import looking
from apps.core import clock

READING = {"GET", "HEAD", "OPTIONS"}
LAST_CIRCLE = "circle"  # session key: where "/" leads

CIRCLE_LINES = {
    Role.PATIENT: _("Your own circle"),
    Role.COORDINATOR: _("You coordinate"),
    Role.HELPER: _("You are helping"),
    Role.FOLLOWER: _("You are following"),
}


class Choice(NamedTuple):
    """A circle to switch to, or the one that is open, and what one is in it."""

    circle: Circle
    line: str
    is_open: bool


def chrome(access: Access, others: list[Access], tab: str) -> dict[str, Any]:
    """What ``layouts/circle.html`` needs."""
    everything = sorted(
        [access, *others], key=lambda each: (each.membership.created_at, each.membership.pk)
    )
    return {
        "choices": [
            Choice(each.circle, str(CIRCLE_LINES[Role(each.membership.role)]), each is access)
            for each in everything
        ],
        "access": access,
        "circle": access.circle,
        "circle_line": CIRCLE_LINES[Role(access.membership.role)],
        "other_circles": others,
        "is_paused": access.circle.is_paused(clock.now()),
        "tab": tab,
    }


def open_last_circle(
    request: HttpRequest, *, looks_through: bool = False
) -> tuple[Access, list[Access]] | None:
    """For pages of a signed-in person outside a circle: the circle open last, and the others; one query.

    ``looks_through``: whether it is another's, while they look through that one's eyes.
    """
    everything = open_all_for_user(person(request))
    if not everything:
        return None
    last = request.session.get(LAST_CIRCLE)
    mine = next((a for a in everything if str(a.circle.pk) == last), everything[0])
    if looks_through and (theirs := looking.through(request, mine)):
        return theirs, []
    return mine, [access for access in everything if access is not mine]


class CircleView(View):
    """A page or an action inside one circle.

    A subclass names its ``section``, or several ``sections`` for a page that gathers parts and asks
    for each part itself; where it writes, the level that takes. Or it says that it is about the member's
    ``own_place``: then it is open to every member, whatever their levels, shows nothing of the circle's
    sections, and no receipt tells of it. Anything else cannot be imported.
    """

    section: ClassVar[Section | None] = None
    sections: ClassVar[tuple[Section, ...]] = ()
    own_place: ClassVar[bool] = False
    looks_through: ClassVar[bool] = (
        True  # whether it shows what another gets, while they are looked at
    )
    read_level: ClassVar[Level] = Level.SEE
    write_level: ClassVar[Level | None] = None
    tab: ClassVar[str]
    template: ClassVar[str]

    access: Access
    other_circles: list[Access]

    def __init_subclass__(cls, *, is_base: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if is_base:
            return
        if cls.own_place == bool(cls.section or cls.sections):
            raise TypeError(f"{cls.__name__} must name its section, or be about one's own place.")
        if hasattr(cls, "post") and cls.write_level is None and not cls.own_place:
            raise TypeError(f"{cls.__name__} writes and must name the level that takes.")

    def dispatch(
        self, request: HttpRequest, *args: Any, circle_id: UUID, **kwargs: Any
    ) -> HttpResponseBase:
        self._open(circle_id)
        if self.access.seen_by:
            response = self._look(request, *args, **kwargs)
        else:
            self._require(request.method in READING)
            if request.session.get(LAST_CIRCLE) != str(circle_id):
                request.session[LAST_CIRCLE] = str(circle_id)
            response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    def page(self, status: int = 200, template: str = "", **context: Any) -> HttpResponse:
        """Render the view's template (or a part of it, ``name.html#part``) and note the read."""
        if self.request.method in READING:
            services.note_reads(self.reads())
        shared = chrome(self.access, self.other_circles, self.tab)
        return render(self.request, template or self.template, shared | context, status=status)

    def ask_again(self, to: Any, *args: object) -> HttpResponse:
        """For a GET on a step that is a POST: whoever had to sign in on the way comes back with one."""
        messages.info(self.request, _("This is not done yet. Please press it once more."))
        return redirect(to, *args)

    def reads(self) -> list[tuple[Access, Section]]:
        """What this page shows, for the receipts of the circles it is from."""
        named = (self.section,) if self.section else self.sections
        return [(self.access, section) for section in named if self.access.can(section, Level.SEE)]

    def _open(self, circle_id: UUID) -> None:
        everything = open_all_for_user(person(self.request))
        mine = [access for access in everything if access.circle.pk == circle_id]
        if not mine:
            raise Http404
        self.access = mine[0]
        self.other_circles = [access for access in everything if access is not mine[0]]
        theirs = looking.through(self.request, self.access) if self.looks_through else None
        if theirs:
            self.access, self.other_circles = theirs, []

    def _look(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Through another's eyes: pages alone, and none that is the other's own."""
        if request.method not in READING or self.own_place:
            name = self.access.membership.name
            said = _("You are looking as %(name)s does. Nothing was changed.") % {"name": name}
            messages.info(request, said)
            return redirect("today", circle_id=self.access.circle.pk)
        try:
            self._require(reading=True)
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied:
            return self.page(template="circles/preview_closed.html", status=403)
        except Http404:
            return self.page(template="circles/preview_nothing.html", status=404)

    def may_open(self) -> bool:
        """For a page of one's own place that is not for every member: asked before anything else is."""
        return True

    def _require(self, reading: bool) -> None:
        if not self.may_open():
            raise PermissionDenied
        if self.section:
            self.access.require(self.section, Level.SEE if reading else self._write_level())
            self.access.require(self.section, self.read_level)
        elif not reading and not self.own_place:
            raise PermissionDenied

    def _write_level(self) -> Level:
        return Level.EDIT if self.write_level is None else self.write_level
