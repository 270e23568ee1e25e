"""The first page and Today."""

from tests.access.table.row import ALL, Row

PUBLIC = {"home"}
PERSONAL: set[str] = set()

TABLE = (Row("get", "today", ALL),)
