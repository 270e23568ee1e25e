"""One-answer links, and how people want to be reminded."""

from tests.access.table.row import ALL, EDITING, Row

PUBLIC = {
    "answer",
    "worker",
    "unsubscribe",
    # Called by the mail service and the text gateway, with their signatures
    "mail_events",
    "text_receipt",
    "text_reply",
    # For whoever sends the operator's token: tests/reminders/test_figures.py
    "metrics",
}
PERSONAL = {
    "bell",
    "bell_item",
    "bell_read",
    "device_add",
    "device_removal",
    "reminders",
    "reminders_again",
    "staff_outbox",  # a 404 to all but staff
}

TABLE = (
    Row("get", "own_reminders", ALL),
    Row("post", "own_reminders", ALL),
    Row("get", "circle_reminders", EDITING),
    Row("post", "circle_reminders", EDITING),
)
