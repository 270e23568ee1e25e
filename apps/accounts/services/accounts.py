"""The account a code opens."""

from allauth.account.models import EmailAddress
from django.db import transaction

from apps.accounts.models import User
from apps.core.zones import is_zone


@transaction.atomic
def open_account(email: str, *, time_zone: str = "") -> User:
    """The account of an address whose code was typed, made now if it is new.

    The address is thereby proved, so allauth's record of it is verified too.
    """
    user, made = User.objects.get_or_create(
        email=email, defaults={"time_zone": time_zone if is_zone(time_zone) else ""}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user
