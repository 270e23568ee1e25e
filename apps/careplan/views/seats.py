"""Small steps on an appointment: a seat, an answer, cancelling and its undo."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import selectors, services
from apps.careplan.forms import GuestForm
from apps.careplan.kinds import Answer, Scope
from apps.careplan.views.appointments import detail
from apps.careplan.views.edits import AddView
from apps.careplan.wording import lift_words
from apps.circles.kinds import Level, Section
from apps.circles.views.step import CircleStep
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.steps import Said, wanted_piece


class AppointmentStep(CircleStep):
    """One press on an appointment. A plain post is led back; htmx gets the piece as it is now."""

    section, write_level = Section.PLAN, Level.TAKE_PART
    tab = "plan"
    template = "careplan/appointment_detail.html"

    def back(self, appointment_id: UUID, **kwargs: str) -> str:
        return selectors.appointment(self.access, appointment_id).get_absolute_url()

    def piece(self, said: Said, appointment_id: UUID, **kwargs: str) -> HttpResponse | None:
        if not wanted_piece(self.request, "appointment"):
            return None
        context = detail(self.access, appointment_id)
        return self.page(template=f"{self.template}#appointment", said=said, **context)


class SeatOffer(AppointmentStep):
    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        kind = selectors.seat_kind(kwargs["seat_kind"])
        services.offer_for_seat(self.access, appointment_id, kind)
        return str(kind.words.thanks)


class SeatRelease(AppointmentStep):
    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        kind = selectors.seat_kind(kwargs["seat_kind"])
        services.give_seat_back(self.access, appointment_id, kind)
        return _("The place is free again. Somebody else can take it.")


class SeatGuest(AddView):
    """Names somebody without an account: "Uncle Bo drives"."""

    template = "careplan/seat_guest.html"

    def form(self, data: Any = None) -> GuestForm:
        return GuestForm(data, contacts=selectors.contacts(self.access))

    def beside(self) -> dict[str, Any]:
        kind = selectors.seat_kind(self.kwargs["seat_kind"])
        appointment = selectors.appointment(self.access, self.kwargs["appointment_id"])
        return {"appointment": appointment, "words": kind.words}

    def save(self, form: GuestForm) -> tuple[Any, str]:
        kind = selectors.seat_kind(self.kwargs["seat_kind"])
        pk, guest, contact = self.kwargs["appointment_id"], form.cleaned_data["name"], form.chosen
        services.fill_seat(self.access, pk, kind, guest=guest, contact=contact)
        taken = str(kind.words.taken) % {"name": contact.name if contact else guest}
        return selectors.appointment(self.access, pk), _("Noted: %(taken)s.") % {"taken": taken}


class GoingAlone(AppointmentStep):
    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        services.set_going_alone(self.access, appointment_id, alone=True)
        return _("Noted: you go alone. Nobody is asked any more.")


class GoingWithCompany(AppointmentStep):
    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        services.set_going_alone(self.access, appointment_id, alone=False)
        return _("Noted. The empty places can be taken again.")


class AttendanceAnswer(AppointmentStep):
    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        code = self.request.POST.get("answer", "")
        if code not in Answer.values:
            raise RuleError(_("Choose one of the answers."))
        if code == Answer.LIFT:
            return lift_words(services.ask_for_lift(self.access, appointment_id))
        freed = services.set_attendance(self.access, appointment_id, Answer(code))
        if freed:
            return _("Thank you for saying so. Somebody else can take your place.")
        return _("Thank you. Everyone in the plan can see your answer.")


class AppointmentCancellation(AppointmentStep):
    write_level = Level.EDIT

    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        if self.request.POST.get("scope") == Scope.LATER:
            count = services.cancel_later_appointments(self.access, appointment_id)
            return ngettext(
                "Cancelled. Whoever was reminded of it hears that it is off.",
                "Cancelled %(count)s dates. Whoever was reminded of them hears that they are off.",
                count,
            ) % {"count": count}
        cancelled = services.cancel_appointment(self.access, appointment_id)
        if cancelled.when.begins_by <= clock.now():
            return _("Noted that it did not happen. Its time has come, so nobody is told.")
        return _("Cancelled. Whoever was reminded of it hears that it is off.")


class AppointmentRestoration(AppointmentStep):
    write_level = Level.EDIT

    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        if self.request.POST.get("scope") == Scope.LATER:
            services.restore_later_appointments(self.access, appointment_id)
            return _("They are back in the plan.")
        services.restore_appointment(self.access, appointment_id)
        return _("It is back in the plan.")
