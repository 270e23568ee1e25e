"""Writes of this room: archives to take along, and erasing accounts and circles after a time to think."""

from apps.interop.services.archives import (
    ask_for_archive,
    forget_archives,
    forget_expired,
    make_waiting,
)
from apps.interop.services.erasing import (
    ask_to_erase_account,
    ask_to_erase_circle,
    erase_due,
    keep_account,
    keep_circle,
)

__all__ = [
    "ask_for_archive",
    "ask_to_erase_account",
    "ask_to_erase_circle",
    "erase_due",
    "forget_archives",
    "forget_expired",
    "keep_account",
    "keep_circle",
    "make_waiting",
]
