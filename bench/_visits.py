"""Thousands of appointments of believable circles, their reminders, and the loop one would write first."""

import time
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.template.loader import render_to_string

from apps.accounts.models import User
from apps.careplan.kinds import AppointmentKind
from apps.careplan.models import Appointment
from apps.careplan.services.planning import SUBJECT
from apps.circles.kinds import Role
from apps.circles.models import Circle, Membership
from apps.circles.services import start_circle
from apps.circles.services.circles import add_member
from apps.core import clock
from apps.core.site_guide import guide
from apps.reminders import services
from apps.reminders.models import Preference, Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Message, Occasion

CIRCLES, SOON_EACH, FAR_EACH, COORDINATORS = 24, 105, 900, 3  # 10,080 reminders
PARTS = 4
SOON = timedelta(minutes=90)
ZONE = "Europe/London"


def populate() -> None:
    """Each circle has visits soon, whose reminders are owed now, and far more that are not."""
    now = clock.now()
    for number in range(CIRCLES):
        patient = _person(f"patient-{number}@bench.example")
        access = start_circle(
            patient, circle_id=uuid4(), patient_name="Mei", country="gb", for_self=True
        )
        for helper in range(COORDINATORS):
            person = _person(f"coordinator-{number}-{helper}@bench.example")
            add_member(access.circle, person, Role.COORDINATOR, "")
        far = (timedelta(days=30 + day % 300) for day in range(FAR_EACH))
        starts = [SOON] * SOON_EACH + list(far)
        Appointment.objects.bulk_create(
            Appointment(
                circle=access.circle,
                author=access.membership,
                kind=AppointmentKind.CLINIC,
                starts_at=now + ahead,
                time_known=True,
                over_at=now + ahead + timedelta(hours=1),
                zone=ZONE,
            )
            for ahead in starts
        )


def plan_soon() -> int:
    """Plan through the service, as adding each appointment does; how many reminders that owes."""
    members = {
        circle.pk: frozenset(Recipient.member(row.pk) for row in circle.memberships.all())
        for circle in Circle.objects.all()
    }
    for appointment in Appointment.objects.filter(starts_at__lt=clock.now() + 2 * SOON):
        services.plan(
            Occasion(
                subject=SUBJECT,
                subject_id=appointment.pk,
                circle_id=appointment.circle_id,
                occurrence=appointment.moves,
                starts_at=appointment.starts_at,
                time_known=True,
                zone=appointment.zone,
                recipients=members[appointment.circle_id],
                entered_by=None,
            )
        )
    return Reminder.objects.open().count()


def make_due(part: int) -> int:
    """Let the reminders of a part of the circles be due now; how many those are."""
    return Reminder.objects.open().filter(circle__in=_part(part)).update(due_at=clock.now())


def wake_workers() -> None:
    """As the mail backend does: how long it is to the next tick is not what is measured."""
    services.wake_workers(2)


def still_owed(part: int) -> int:
    return Reminder.objects.open().filter(circle__in=_part(part)).count()


def sleep_until(moment: datetime) -> None:
    time.sleep(max(0.0, (moment - clock.now()).total_seconds()))


def naive_loop(part: int) -> int:
    """Look at every appointment, write to everyone of each that is near; nothing is checked or noted."""
    near, circles, sent = clock.now() + 2 * SOON, set(_part(part)), 0
    for appointment in Appointment.objects.iterator():
        if appointment.starts_at > near or appointment.circle_id not in circles:
            continue
        for member in Membership.objects.filter(circle=appointment.circle_id).select_related(
            "user"
        ):
            send_plainly(appointment, member.user)
            sent += 1
    return sent


def _part(number: int) -> list[UUID]:
    return list(Circle.objects.order_by("created_at").values_list("pk", flat=True))[number::PARTS]


def send_plainly(appointment: Appointment, user: User) -> None:
    message = Message(
        subject="Coming up",
        lines=(f"You have something on {appointment.starts_at:%A %d %B at %H:%M}.",),
        link=appointment.get_absolute_url(),
        link_label="See it in the plan",
    )
    link = f"{settings.SITE_URL}{message.link}"
    context = {
        "message": message,
        "link": link,
        "answer_link": "",
        "lines": message.lines,
        "site": guide(),
    }
    mail = EmailMultiAlternatives(
        message.subject,
        render_to_string("reminders/email/reminder.txt", context),
        to=[user.email],
        connection=EmailBackend(**settings.SMTP),
    )
    mail.attach_alternative(render_to_string("reminders/email/reminder.html", context), "text/html")
    mail.send()


def _person(email: str) -> User:
    user = User.objects.create_user(email, name="Someone", time_zone=ZONE, language="en")
    Preference.objects.create(user=user)
    return user
