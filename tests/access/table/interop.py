"""One’s data and a circle’s: taking it out, having it erased. Each asks for a fresh proof first."""

from tests.access.table.row import EDITING, Row

PUBLIC: set[str] = set()
PERSONAL = {"my_data", "archive_download", "account_erasure", "account_erasure_stop"}

TABLE = (
    Row("get", "circle_data", EDITING),
    Row("post", "circle_data", EDITING),
    Row("get", "circle_erasure", EDITING),
    Row("post", "circle_erasure", EDITING),
    Row("get", "circle_erasure_stop", EDITING),
    Row("post", "circle_erasure_stop", EDITING),
)
