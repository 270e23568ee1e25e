"""What stands on a list (a medicine, a treatment, someone of the care team): put there once, changed, taken off
with undo. Whoever calls has asked for the level and locked the row."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from apps.careplan.models import Medicine, TeamMember, Treatment, kept_as
from apps.careplan.services.history import Besides
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import save_once

Listed = TypeVar("Listed", Medicine, TeamMember, Treatment)


def put_on_list(
    access: Access, row: Listed, is_same: Callable[[Listed], bool]
) -> tuple[Listed, bool]:
    """The row, and whether it is new; a form sent twice finds what it made the first time, if ``is_same``."""
    row.full_clean(exclude=["id"])
    mine = type(row).objects.visible_to(access).filter(author=access.membership)
    kept, is_new = save_once(row, mine, is_same)
    if is_new:
        _note(access, Action.ADDED, kept)
    return kept, is_new


def refuse_to_write(access: Access, row: Listed, version: int) -> None:
    """StaleError when somebody changed it since ``version``, RuleError when it is off the list."""
    refuse_stale(access, row, version)
    if row.is_withdrawn:
        raise RuleError(_("This was taken off the list. Put it back first."))


def save_edit(access: Access, row: Listed, **besides: Besides) -> None:
    save_change(access, row, clock.now(), besides=besides)
    _note(access, Action.CHANGED, row)


def set_withdrawn(access: Access, row: Listed, *, is_withdrawn: bool) -> bool:
    """Whether that is news: taking off twice is taking off once."""
    if row.is_withdrawn == is_withdrawn:
        return False
    row.is_withdrawn = is_withdrawn
    save_change(access, row, clock.now())
    _note(access, Action.CANCELLED if is_withdrawn else Action.RESTORED, row)
    return True


def _note(access: Access, action: Action, row: Any) -> None:
    note_change(access, action, row.section, str(kept_as(row)), row.pk)
