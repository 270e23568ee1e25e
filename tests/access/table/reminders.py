"""One-answer links, and how people want to be reminded."""

from tests.access.table.row import ALL, EDITING, Row

PUBLIC = {
    "answer",
    # Called by the text gateway, with its signature: tests/reminders/test_replies.py
    "text_receipt",
    "text_reply",
}
PERSONAL = {"bell", "bell_item", "bell_read", "reminders", "reminders_again"}

TABLE = (
    Row("get", "own_reminders", ALL),
    Row("post", "own_reminders", ALL),
    Row("get", "circle_reminders", EDITING),
    Row("post", "circle_reminders", EDITING),
)
