"""Nobody writes over what they have not seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from apps.careplan.models import Versioned
from apps.careplan.services.history import Besides, keep_change
from apps.circles.access import Access
from apps.core.errors import StaleError


def refuse_stale(access: Access, row: Versioned, version: int) -> None:
    """Raise StaleError, saying who it was, when the locked row has changed since ``version`` was shown."""
    if row.version == version:
        return
    who = row.changed_by
    if who is None:
        raise StaleError(_("This was changed while you were writing. Nothing is saved yet."))
    if access.is_mine(who.pk):
        raise StaleError(_("You changed this somewhere else meanwhile. Nothing is saved yet."))
    raise StaleError(
        _("%(name)s changed this while you were writing. Nothing is saved yet.")
        % {"name": who.name}
    )


def save_change(
    access: Access, row: Versioned, at: datetime, *, besides: Mapping[str, Besides] | None = None
) -> None:
    """Save a locked row that has changed, as one more version of it, and keep what it was in its history.

    ``besides``: what changed with it in rows of its own, by name, as it was and as it is.
    """
    rows: Any = type(row)
    before = rows.objects.visible_to(access).filter(pk=row.pk).first()
    row.raise_version(access.membership, at)
    row.full_clean()
    row.save()
    keep_change(access, before, row, besides or {})
