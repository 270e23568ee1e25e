"""Articles an editor wants to appear, or to go, at a certain time."""

from django.core.management import call_command
from wagtail.models import Page, Revision

from apps.core import clock


def publish_scheduled() -> bool:
    """Publish what is due and take down what has expired; whether there was anything. Safe to run twice."""
    now = clock.now()
    is_due = bool(
        Revision.objects.filter(approved_go_live_at__lte=now).exists()
        or Page.objects.filter(live=True, expire_at__lte=now).exists()
    )
    if is_due:
        call_command("publish_scheduled")
    return is_due
