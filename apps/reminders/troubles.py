"""What keeps messages of a circle from arriving, as whoever looks after it hears of it: never an address."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.circles.access import Access, open_for_member
from apps.circles.models import Contact, Membership
from apps.reminders import selectors
from apps.reminders.services.troubles import TEXTS_SPENT, UNREACHED, looks_after
from apps.reminders.subjects import Ask, Message, Plan, Unanswered, link_is_over


class _Trouble(Unanswered):
    """News that is told once; it links to the page where all of it stands."""

    is_visit = False

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Plan]:
        return ()


class UnreachedSubject(_Trouble):
    """Somebody whose address takes no messages."""

    name = UNREACHED

    def skip_reason(self, ask: Ask) -> str | None:
        access = _open(ask)
        person = _person(access, ask.subject_id) if access else None
        if person is None:
            return "no_access"
        return None if selectors.is_unreached(person) else "not_wanted"

    def message(self, ask: Ask) -> Message:
        access = _expect(ask)
        person = _person(access, ask.subject_id)
        if person is None:
            raise link_is_over()
        if isinstance(person, Contact):
            what_helps = _("Please ask them for another address or number.")
        else:
            what_helps = _("Please tell them; they can put it right under Me.")
        return Message(
            subject=_("Messages do not arrive"),
            lines=(
                _("Our messages to %(name)s do not arrive.") % {"name": person.name},
                what_helps,
            ),
            link=reverse("circle_reminders", args=[access.circle.pk]),
            link_label=_("See who cannot be reached"),
        )


class TextsSpentSubject(_Trouble):
    """The circle's share of the day's texts is used up."""

    name = TEXTS_SPENT

    def skip_reason(self, ask: Ask) -> str | None:
        access = _open(ask)
        if access is None:
            return "no_access"
        spent = selectors.circles_without_texts([access.circle.pk])
        return None if spent else "not_wanted"

    def message(self, ask: Ask) -> Message:
        access = _expect(ask)
        return Message(
            subject=_("Texts are used up for today"),
            lines=(
                _("The circle has used up its texts for today. Until tomorrow email goes instead."),
                _("Whoever has no email gets nothing until then, so a call may help."),
            ),
            link=reverse("circle_reminders", args=[access.circle.pk]),
            link_label=_("See the reminders of the circle"),
        )


def _open(ask: Ask) -> Access | None:
    access = open_for_member(ask.membership_id) if ask.membership_id else None
    return access if access and looks_after(access) else None


def _expect(ask: Ask) -> Access:
    access = _open(ask)
    if access is None:
        raise link_is_over()
    return access


def _person(access: Access, pk: UUID) -> Membership | Contact | None:
    """A member or a contact of that circle who is still there."""
    member = open_for_member(pk)
    if member is not None and member.circle.pk == access.circle.pk:
        return member.membership
    contact: Contact | None = Contact.objects.visible_to(access).filter(pk=pk).first()
    return contact
