"""What it takes to change what stands in the plan."""

from apps.circles.kinds import Level

UNDO_DAYS = 30  # how long a change can be undone; what was before is kept no longer


def level_to_change(*, is_own: bool) -> Level:
    """What it takes to change or withdraw something: less for what one wrote or took on oneself."""
    return Level.TAKE_PART if is_own else Level.EDIT
