"""What a gateway says later of a text it had taken: it arrived, or it never will."""

import structlog
from django.db import transaction

from apps.core import clock
from apps.reminders.channels.sms import for_good
from apps.reminders.kinds import Channel, DeliveryState, RecipientKind, State
from apps.reminders.models import Delivery, Reminder
from apps.reminders.services.addressees import addressees
from apps.reminders.services.parking import park

log = structlog.get_logger(__name__)

ARRIVED = {"delivered", "read"}
LOST = {"undelivered", "failed"}


@transaction.atomic
def note_receipt(reference: str, status: str, code: int) -> None:
    """Of the newest text of that reminder. What was lost goes by the next way, while it is still of use."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 19):
        return
    reminder = Reminder.objects.select_for_update().filter(pk=int(reference)).first()
    texts = Delivery.objects.filter(reminder_id=int(reference), channel=Channel.SMS)
    delivery = texts.order_by("-pk").first()
    if reminder is None or delivery is None or delivery.state != DeliveryState.ACCEPTED:
        return
    if status in ARRIVED:
        texts.filter(pk=delivery.pk).update(state=DeliveryState.DELIVERED)
    elif status in LOST:
        texts.filter(pk=delivery.pk).update(
            state=DeliveryState.REFUSED, error=f"lost_{code}" if code else "lost"
        )
        _give_to_the_next_way(reminder, code)


def _give_to_the_next_way(reminder: Reminder, code: int) -> None:
    recipient = reminder.recipient
    person = addressees([recipient]).get(recipient) if recipient else None
    number = person.addresses.get(Channel.SMS) if person else None
    trouble = for_good(code)
    if number and trouble and trouble.parking:
        park(Channel.SMS, number, trouble.parking)
    now = clock.now()
    is_of_use = reminder.state == State.SENT and now < reminder.expires_at
    if is_of_use and reminder.recipient_kind != RecipientKind.ADDRESS:
        Reminder.objects.filter(pk=reminder.pk).update(
            state=State.PENDING, due_at=now, ended_at=None, lease_token=None, leased_until=None
        )
    log.info("text.lost", reminder=reminder.pk, code=code)
