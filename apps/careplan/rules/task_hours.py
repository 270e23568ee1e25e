"""When somebody is reminded of a task, and when it is told that nobody has it."""

from datetime import date, datetime, time, timedelta

from apps.careplan.rules.tasks import Hours
from apps.core import zones

EVENING, MORNING = time(18), time(8)
BEFORE_START = timedelta(hours=2)
DAY = timedelta(days=1)


def reminded_at(due_on: date, hours: Hours | None, zone: str) -> tuple[datetime, datetime]:
    """At 18:00 the day before and at 08:00 on the day, on the clocks of the reader's ``zone``; what starts
    before ten has its second one two hours before."""
    evening = zones.moment(due_on - DAY, EVENING, zone)
    morning = zones.moment(due_on, MORNING, zone)
    if hours is None:
        return evening, morning
    return min(evening, hours.starts_at - BEFORE_START), min(
        morning, hours.starts_at - BEFORE_START
    )


def wanted_at(due_on: date, hours: Hours | None, zone: str) -> datetime:
    """A day before, in time for somebody else to say yes: for what has no time, at 18:00."""
    return hours.starts_at - DAY if hours else zones.moment(due_on - DAY, EVENING, zone)
