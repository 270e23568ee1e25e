"""What a person accepted and chose."""

from django.db import transaction

from apps.accounts import changes
from apps.accounts.models import TermsAcceptance, User
from apps.core import clock
from apps.core.site_guide import document, guide


@transaction.atomic
def accept_terms(user: User, *, name: str) -> None:
    """Record that the person accepted the operator's texts as they are now and is old enough."""
    terms, privacy = document("terms").version, document("privacy").version
    now = clock.now()
    TermsAcceptance.objects.bulk_create(
        [
            TermsAcceptance(
                user=user,
                document=name_,
                version=version,
                minimum_age_confirmed=guide().minimum_age,
                accepted_at=now,
            )
            for name_, version in (("terms", terms), ("privacy", privacy))
        ],
        ignore_conflicts=True,
    )
    user.name = name
    user.terms_version, user.privacy_version = terms, privacy
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "terms_version", "privacy_version"])


@transaction.atomic
def change_profile(user: User, *, name: str, time_zone: str) -> None:
    has_moved = user.time_zone != time_zone
    user.name, user.time_zone = name, time_zone
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "time_zone"])
    if has_moved:
        changes.moved_zone.tell(user)


def end_passkey_offer(user: User) -> None:
    User.objects.filter(pk=user.pk, passkey_offer_ended_at=None).update(
        passkey_offer_ended_at=clock.now()
    )
