"""Writes of this room: what is shipped, what readers say, and forgetting what was cached."""

from apps.library.services.cache import forget_pages
from apps.library.services.feedback import note_feedback
from apps.library.services.loading import Loaded, load_shipped
from apps.library.services.operators import invite_operator
from apps.library.services.scheduling import publish_scheduled

__all__ = [
    "Loaded",
    "forget_pages",
    "invite_operator",
    "load_shipped",
    "note_feedback",
    "publish_scheduled",
]
