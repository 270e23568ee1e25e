"""One-answer links, and how people want to be reminded."""

from tests.access.table.row import ALL, EDITING, Row

PUBLIC = {"answer"}
PERSONAL = {"reminders"}

TABLE = (
    Row("get", "own_reminders", ALL),
    Row("post", "own_reminders", ALL),
    Row("get", "circle_reminders", EDITING),
    Row("post", "circle_reminders", EDITING),
)
