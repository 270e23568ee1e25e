"""What the outbox would say to a person if everything came due now."""

from django.test import Client

from apps.circles.access import Access
from apps.reminders import registry
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services.answers import ask_about
from tests.access.leaks.shape import Item, Surface


def messages(access: Access, client: Client) -> str:
    """Asked one by one, as the engine asks before it sends."""
    me = Recipient.member(access.membership.pk)
    said = []
    for reminder in Reminder.objects.filter(membership=access.membership).order_by("pk"):
        subject, ask = registry.get(reminder.subject), ask_about(reminder, me)
        if subject.skip_reason(ask) is None:
            said.append(str(subject.message(ask)))
    return "\n".join(said)


ITEMS: tuple[Item, ...] = ()
SURFACES = (Surface("reminders", messages),)
