"""What a gateway or a mail service says later of a message it had taken: it arrived, or it never will."""

import structlog
from django.db import transaction

from apps.core import clock
from apps.reminders import selectors
from apps.reminders.channels.sms import for_good
from apps.reminders.kinds import Channel, DeliveryState, Parking, RecipientKind, State
from apps.reminders.models import Delivery, Heard, Reminder
from apps.reminders.services.addressees import addressees
from apps.reminders.services.parking import park

log = structlog.get_logger(__name__)

ARRIVED = {"delivered", "read"}
LOST = {"undelivered", "failed", "bounced", "rejected"}
# Why a mail service will not write to an address again, in its words (anymail's), and in ours.
PARKED_FOR = {
    "invalid": Parking.UNKNOWN,
    "bounced": Parking.UNKNOWN,
    "blocked": Parking.REFUSED,
    "spam": Parking.COMPLAINT,
    "unsubscribed": Parking.STOPPED,
    "complained": Parking.COMPLAINT,
}


@transaction.atomic
def note_receipt(reference: str, status: str, code: int) -> None:
    """Of the newest text of that reminder; told twice, it changes nothing."""
    delivery = _newest(reference, Channel.SMS)
    if delivery is None:
        return
    trouble = for_good(code) if status in LOST else None
    if trouble and trouble.parking:
        _park_number_of(delivery.reminder, trouble.parking)
    _note(delivery, status, f"lost_{code}" if code else "lost")


@transaction.atomic
def note_mail_event(*, event_id: str, status: str, why: str, address: str, reference: str) -> None:
    """A complaint or a bounce for good leaves the address alone; what was lost goes by the next way. Each event
    once."""
    if event_id:
        values = {"at": clock.now(), "sender": "mail"}
        _row, is_new = Heard.objects.get_or_create(sid=f"mail:{event_id}"[:64], defaults=values)
        if not is_new:
            return
    parking = PARKED_FOR.get(status if status in {"complained", "unsubscribed"} else why)
    if address and parking and status not in ARRIVED:
        park(Channel.EMAIL, address, parking)
    delivery = _newest(reference, Channel.EMAIL)
    if delivery is not None:
        _note(delivery, status, f"mail_{why or status}"[:40])


def _newest(reference: str, channel: Channel) -> Delivery | None:
    """The attempt that this can be about, its reminder locked; one that is settled already is none."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 19):
        return None
    reminder = Reminder.objects.select_for_update().filter(pk=int(reference)).first()
    if reminder is None:
        return None
    attempts = Delivery.objects.filter(reminder=reminder, channel=channel)
    newest = attempts.select_related("reminder").order_by("-pk").first()
    return newest if newest and newest.state == DeliveryState.ACCEPTED else None


def _note(delivery: Delivery, status: str, error: str) -> None:
    if status in ARRIVED:
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.DELIVERED)
    elif status in LOST:
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.REFUSED, error=error)
        _give_to_the_next_way(delivery.reminder)
        log.info("message.lost", reminder=delivery.reminder_id, error=error)


def _give_to_the_next_way(reminder: Reminder) -> None:
    """While it is still of use, and no other way has it. Of a bare address the words are gone, and there is none."""
    now, deliveries = clock.now(), Delivery.objects.filter(reminder=reminder)
    if deliveries.filter(state__in=selectors.TAKEN).exists():
        return
    Reminder.objects.open().filter(pk=reminder.pk).update(told_at=None)
    is_of_use = reminder.state == State.SENT and now < reminder.expires_at
    if is_of_use and reminder.recipient_kind != RecipientKind.ADDRESS:
        Reminder.objects.filter(pk=reminder.pk).update(
            state=State.PENDING,
            due_at=now,
            ended_at=None,
            told_at=None,
            lease_token=None,
            leased_until=None,
        )


def _park_number_of(reminder: Reminder, reason: Parking) -> None:
    recipient = reminder.recipient
    person = addressees([recipient]).get(recipient) if recipient else None
    number = person.addresses.get(Channel.SMS) if person else None
    if number:
        park(Channel.SMS, number, reason)
