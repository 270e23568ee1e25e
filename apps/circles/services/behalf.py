"""Circles that somebody started for another: what was said about it, and asking her herself."""

from datetime import datetime
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from apps.circles import rules, selectors
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Action, Consent, Level, Role, Section
from apps.circles.models import Circle, Invitation
from apps.circles.services.invitations import invite
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.errors import RuleError

log = structlog.get_logger(__name__)

BATCH = 100


@transaction.atomic
def say_consent(access: Access, *, consent: Consent, note: str, patient_email: str) -> None:
    """What whoever plans for her says about it now. Once she is in the circle it is hers to say."""
    access.require(Section.PEOPLE, Level.EDIT)
    if Role.PATIENT not in rules.roles_to_invite(
        access.rank
    ):  # the address is hers, who will be asked
        raise RuleError(_("Only somebody who coordinates can say that."))
    circle = Circle.objects.select_for_update(no_key=True).get(pk=access.circle.pk)
    if not circle.is_on_behalf:
        raise RuleError(_("%(name)s is in the circle.") % {"name": circle.patient_name})
    circle.consent, circle.consent_note, circle.patient_email = consent, note, patient_email
    circle.full_clean(validate_constraints=False)
    circle.save(update_fields=["consent", "consent_note", "patient_email"])
    note_change(access, Action.CHANGED, Section.PEOPLE, "circle", circle.pk)


def invited_by(circle: Circle) -> datetime:
    """When the patient is asked herself, should nobody have done it by then."""
    return circle.created_at + rules.INVITED_WITHIN


def invite_patients_due() -> None:
    """Ask each patient whose two weeks are over and whom nobody has asked; run again, nobody is asked twice."""
    latest = clock.now() - rules.INVITED_WITHIN
    due = Circle.objects.filter(
        started_for_self=False, claimed_at=None, closed_at=None, created_at__lte=latest
    ).exclude(patient_email="")
    asked = Invitation.objects.filter(role=Role.PATIENT).values("circle")
    for circle_id in due.exclude(pk__in=asked).values_list("pk", flat=True)[:BATCH]:
        _invite_patient(circle_id)


@transaction.atomic
def _invite_patient(circle_id: UUID) -> None:
    """In the name of whoever plans there: somebody she knows."""
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle_id)
    coordinator = selectors.first_coordinator(circle)
    access = coordinator and open_for_member(coordinator.pk)
    if not access or not access.can(Section.PEOPLE, Level.EDIT):
        log.warning("patient.not_invited", circle=str(circle_id))
        return
    invite(
        access,
        invitation_id=uuid5(circle_id, "patient"),
        name=circle.patient_name,
        role=Role.PATIENT,
        email=circle.patient_email,
    )
    log.info("patient.invited", circle=str(circle_id))
