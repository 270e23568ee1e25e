"""Letters about another address, with the links by which the old one says no and the new one says yes."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from apps.accounts.models import EmailChange
from apps.accounts.services.notices import send_letter

STOP, PROVE = "accounts.email_change.stop", "accounts.email_change.prove"


def tell_old_address(change: EmailChange) -> None:
    context = {"change": change, "link": _link("account_address_stop", change, STOP)}
    send_letter(change.user, change.old_email, "address_old", context)


def tell_new_address(change: EmailChange) -> None:
    context = {"change": change, "link": _link("account_address_prove", change, PROVE)}
    send_letter(change.user, change.new_email, "address_new", context)


def tell_undone(change: EmailChange) -> None:
    send_letter(change.user, change.new_email, "address_undone", {"change": change})


def change_of_token(token: str, salt: str) -> EmailChange | None:
    """The change a link from one of these letters is about."""
    try:
        change_id = signing.loads(token, salt=salt)
    except signing.BadSignature:
        return None
    return EmailChange.objects.select_related("user").filter(pk=change_id).first()


def path_to_stop(change: EmailChange) -> str:
    """The page for whoever has shown that they read the old mailbox."""
    return _path("account_address_stop", change, STOP)


def _link(name: str, change: EmailChange, salt: str) -> str:
    return settings.SITE_URL + _path(name, change, salt)


def _path(name: str, change: EmailChange, salt: str) -> str:
    return reverse(name, args=[signing.dumps(str(change.pk), salt=salt)])
