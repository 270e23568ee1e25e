"""The words of the outbox: what a reminder says, whom it is for, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Why a message is owed."""

    DUE = "due", _("reminder")
    CATCH_UP = "catch_up", _("first word of something whose first reminders were already past")
    MOVED = "moved", _("it was moved")
    CANCELLED = "cancelled", _("it was cancelled")
    WANTED = "wanted", _("somebody is needed")
    NEWS = "news", _("something that happened")
    MAIL = "mail", _("a mail or text to a bare address, like a sign-in code")


class RecipientKind(models.TextChoices):
    MEMBER = "member", _("member of the circle")
    CONTACT = "contact", _("contact without an account")
    ADDRESS = "address", _("bare address, wiped once sent")


class State(models.TextChoices):
    """Pending and leased rows are still owed; every other state is an end."""

    PENDING = "pending", _("waiting")
    LEASED = "leased", _("a worker has it")
    SENT = "sent", _("sent")
    SKIPPED = "skipped", _("not true or not wanted any more")
    EXPIRED = "expired", _("too late to help")
    FAILED = "failed", _("could not be delivered")
    SUPERSEDED = "superseded", _("replaced by another message")


OPEN_STATES = (State.PENDING, State.LEASED)


class Reason(models.TextChoices):
    """Why a row ended otherwise than sent, in the engine's own words; subjects add theirs."""

    NONE = "", ""
    ENTERED = "entered", _("this person made the change themselves")
    REPLANNED = "replanned", _("it was moved, cancelled or brought back")
    NOT_INVOLVED = "not_involved", _("this person has no part in it any more")
    NEWER = "newer", _("a newer message to the same person says more")
    TOO_LATE = "too_late", _("it could not be sent in time")
    NO_ACCESS = "no_access", _("the membership has ended or does not reach this")
    NO_CHANNEL = "no_channel", _("there is no way to reach this recipient")
    NOT_WANTED = "not_wanted", _("this person does not want it")
    MUTED = "muted", _("this person does not want to be written to about this")
    NOT_REGISTERED = "not_registered", _("no account has proved this number")
    COUNTRY = "country_not_allowed", _("texts do not go to this country")
    NO_BUDGET = "no_budget", _("as many texts as are allowed had gone out that day")
    MALFORMED = "malformed", _("it was not one address, but none or several")
    REFUSED = "refused", _("every way to this person has refused it")
    PARKED = "parked", _("messages do not arrive at this address")
    PAUSED = "paused", _("the circle is paused")
    CLOSED = "closed", _("the circle is closed")


# Ended without being sent, though it was true and could be known: the bell still has it.
NOT_FOR_WANT_OF_TRUTH = (Reason.NO_CHANNEL, Reason.PARKED, Reason.MUTED, Reason.NO_BUDGET)


class Channel(models.TextChoices):
    EMAIL = "email", _("email")
    SMS = "sms", _("text message")
    PUSH = "push", _("notification")


class Listening(models.TextChoices):
    """Why somebody without a part in a thing is reminded of it."""

    ASKED = "asked", _("they want to hear of everything")
    FOR_PATIENT = "for_patient", _("they get the reminders meant for the patient")


class Parking(models.TextChoices):
    """Why nothing more is sent to an address."""

    STOPPED = "stopped", _("its owner wrote that it should stop")
    UNKNOWN = "unknown", _("it does not exist, or takes no messages of this kind")
    REFUSED = "refused", _("its server or network does not take our messages")
    COMPLAINT = "complaint", _("its owner called our messages unwanted")


class DeliveryState(models.TextChoices):
    STARTED = "started", _("begun")
    ACCEPTED = "accepted", _("taken over by the server")
    DELIVERED = "delivered", _("known to have arrived")
    FAILED = "failed", _("failed")
    REFUSED = "refused", _("failed for good on this way")
