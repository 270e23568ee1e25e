"""Circles that somebody started for another: what was said about it, and asking her herself."""

from datetime import datetime
from uuid import UUID, uuid5

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.circles import rules, selectors
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Action, Consent, Level, Role, Section
from apps.circles.models import Circle, Invitation
from apps.circles.services import inviting, letters, tokens
from apps.circles.services.invitations import invite
from apps.circles.services.receipts import note_change, note_from_outside
from apps.core import clock
from apps.core.errors import RuleError

log = structlog.get_logger(__name__)

BATCH = 100


@transaction.atomic
def say_consent(access: Access, *, consent: Consent, note: str, patient_email: str) -> None:
    """What whoever plans for her says about it now. Once she is in the circle it is hers to say."""
    access.require(Section.PEOPLE, Level.EDIT)
    # The address is hers, who will be asked.
    if Role.PATIENT not in rules.roles_to_invite(access.rank):
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
    """Ask each patient whose two weeks are over and whom nobody has asked; run again, nobody is asked twice.

    The oldest first. A circle where it does not work holds up no other, and is tried again.
    """
    latest = clock.now() - rules.INVITED_WITHIN
    due = Circle.objects.filter(
        started_for_self=False, claimed_at=None, closed_at=None, created_at__lte=latest
    ).exclude(patient_email="")
    asked = Invitation.objects.filter(role=Role.PATIENT).values("circle")
    rows = due.exclude(pk__in=asked).order_by("created_at", "pk").values_list("pk", flat=True)
    done = 0
    for circle_id in rows.iterator():
        done += _is_invited(circle_id)
        if done == BATCH:
            break


def _is_invited(circle_id: UUID) -> bool:
    try:
        _invite_patient(circle_id)
    except (RuleError, ValidationError) as error:
        log.warning("patient.not_invited", circle=str(circle_id), reason=type(error).__name__)
        return False
    log.info("patient.invited", circle=str(circle_id))
    return True


@transaction.atomic
def _invite_patient(circle_id: UUID) -> None:
    """In the name of whoever plans there, somebody she knows; in the site's where they may not ask her."""
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle_id)
    if Invitation.objects.filter(circle=circle, role=Role.PATIENT).exists():
        return
    if not letters.may_mail(circle.patient_email):
        raise RuleError(_("That was a lot of invitations for one day. Go on tomorrow."))
    coordinator = selectors.first_coordinator(circle)
    access = coordinator and open_for_member(coordinator.pk)
    if access and _may_invite(access):
        invite(
            access,
            invitation_id=uuid5(circle_id, "patient"),
            name=circle.patient_name,
            role=Role.PATIENT,
            email=circle.patient_email,
        )
    else:
        _invite_in_nobodys_name(circle)


def _may_invite(access: Access) -> bool:
    return access.can(Section.PEOPLE, Level.EDIT) and not selectors.is_unwelcome_inviter(access)


def _invite_in_nobodys_name(circle: Circle) -> None:
    levels = rules.default_levels(Role.PATIENT)
    new = Invitation(
        circle=circle,
        name=circle.patient_name,
        email=circle.patient_email,
        role=Role.PATIENT,
        levels={section.value: int(level) for section, level in levels.items()},
    )
    tokens.renew_secrets(new)
    new.full_clean(validate_unique=False)
    new.save(force_insert=True)
    note_from_outside(circle, Action.INVITED, Section.PEOPLE, "invitation", new.pk)
    inviting.changed.tell(new)
    letters.send_invitation(new)
