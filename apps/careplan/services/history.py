"""History: every change keeps what it changed for as long as it can be undone, and no longer."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from apps.careplan import rules
from apps.careplan.kinds import WHEN, Kept
from apps.careplan.models import CHANGES, kept_as, written_down
from apps.circles.access import Access
from apps.circles.rules import Sharing
from apps.core import clock

Besides = tuple[Any, Any]  # as it was and as it is, in what JSON can hold


def keep_change(access: Access, before: Any, after: Any, besides: Mapping[str, Besides]) -> None:
    """Note what turned one into the other; nothing where no history is kept, or nothing of it changed."""
    kept = kept_as(after)
    if kept is None or before is None:
        return
    was, became = written_down(before, kept), written_down(after, kept)
    names = _changed(kept, was, became)
    beside = {name: pair for name, pair in besides.items() if pair[0] != pair[1]}
    if not (names or beside):
        return
    model = CHANGES[after.section]
    row = model(
        circle=access.circle,
        author_id=after.author_id,
        who=access.membership,
        subject=kept,
        subject_id=after.pk,
        version=after.version,
        at=after.changed_at,
        before={name: was[name] for name in names} | {n: pair[0] for n, pair in beside.items()},
        after={name: became[name] for name in names} | {n: pair[1] for n, pair in beside.items()},
    )
    row.sharing = rules.narrower(_sharing(before), _sharing(after))
    row.save(force_insert=True)


def forget_old_changes() -> int:
    """What can no longer be undone is not kept; how many changes that were."""
    before = clock.now() - timedelta(days=rules.UNDO_DAYS)
    return sum(model.objects.filter(at__lt=before).delete()[0] for model in CHANGES.values())


def _changed(kept: Kept, was: Mapping[str, Any], became: Mapping[str, Any]) -> list[str]:
    changed = {name for name in was if was[name] != became[name]}
    together = WHEN.get(kept, ())
    if changed.intersection(together):
        changed.update(together)
    return [name for name in was if name in changed]


def _sharing(thing: Any) -> Sharing:
    """Who could see the thing: what hangs on an appointment is never more open than that."""
    visit = getattr(thing, "appointment", None)
    return rules.narrower(thing.sharing, visit.sharing) if visit else thing.sharing
