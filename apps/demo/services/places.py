"""What the demo's people said of themselves, and whom they have invited."""

from collections.abc import Mapping
from datetime import time
from uuid import NAMESPACE_URL, UUID, uuid5

from apps.circles.access import Access
from apps.circles.kinds import Role, Section, Weekday
from apps.circles.rules import Window
from apps.circles.services import invite, own_side
from apps.circles.services.own_side import LimitsDraft

JUNS_LIMITS = LimitsDraft(
    cannot_drive=False,
    no_nights=True,
    hours_a_week=4,
    in_own_words="My back does not like heavy bags.",
    is_shared=False,
)
JUNS_TIMES = (
    Window(Weekday.TUESDAY, time(9), time(12)),
    Window(Weekday.THURSDAY, time(14), time(18)),
)


def build_places(access: Mapping[str, Access]) -> None:
    """Jun's own side, and an open invitation of Ana's to somebody who will only see to tasks."""
    own_side.save_own_limits(access["jun"], JUNS_LIMITS)
    for number, window in enumerate(JUNS_TIMES):
        own_side.add_free_time(access["jun"], free_time_id=_id(f"time-{number}"), window=window)
    invite(
        access["ana"],
        invitation_id=_id("invitation"),
        name="Tom from the choir",
        role=Role.HELPER,
        only={Section.TASKS},
    )


def _id(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"alongside-demo:place:{key}")
