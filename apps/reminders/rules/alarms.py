"""When something stands still for so long that whoever runs the site should hear of it."""

from datetime import datetime, timedelta

STILL = timedelta(minutes=10)  # something is due, and nothing has gone out for so long
SILENT = timedelta(minutes=5)  # no tick for so long
TRIED_FOR = timedelta(minutes=5)  # more than one message is tried before the next way takes over
FORGOTTEN = timedelta(hours=1)  # longer than any wait before the next try


def is_dead(failing_since: datetime | None, failed_at: datetime | None, now: datetime) -> bool:
    """Whether a channel has taken nothing for too long, though it was tried on and on, and still is."""
    if failing_since is None or failed_at is None:
        return False
    has_been_patient = now - failing_since > STILL and failed_at - failing_since > TRIED_FOR
    return has_been_patient and now - failed_at < FORGOTTEN
