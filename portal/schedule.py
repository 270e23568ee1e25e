"""What beat calls, and how often. A call that nobody could take in time is dropped: the next finds the same work."""

from typing import Any

LEAST_PATIENCE = 10  # seconds; on a machine that is slow to take calls up, dropping all of them would stop everything


def beat_schedule(tick_seconds: int) -> dict[str, Any]:
    """Celery's schedule. Every entry is harmless twice, so that two beats are."""
    return {
        "send-due-reminders": _every(tick_seconds, "apps.reminders.tasks.tick"),
        "retire-old-reminders": _every(24 * 3600, "apps.reminders.tasks.retire"),
        "plan-doses": _every(300, "apps.careplan.tasks.plan_doses"),
        "forget-history": _every(24 * 3600, "apps.careplan.tasks.forget_history"),
        "make-archives": _every(60, "apps.interop.tasks.make_archives"),
        "forget-and-erase": _every(3600, "apps.interop.tasks.forget"),
        "invite-patients": _every(3600, "apps.circles.tasks.invite_patients"),
        "forget-addresses": _every(24 * 3600, "apps.circles.tasks.forget_addresses"),
        "finish-email-changes": _every(300, "apps.accounts.tasks.finish_email_changes"),
        "forget-sessions": _every(24 * 3600, "apps.accounts.tasks.forget_sessions"),
        "publish-scheduled-articles": _every(300, "apps.library.tasks.publish_scheduled"),
    }


def _every(seconds: int, task: str) -> dict[str, Any]:
    patience = max(seconds, LEAST_PATIENCE)
    return {"task": task, "schedule": float(seconds), "options": {"expires": patience}}
