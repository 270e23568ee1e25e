"""Every address of the portal and who may use it, written by hand, a file a room.

One that is not here fails the tests. A member whose role is not named gets 403; strangers, former members and
people of other circles get 404, as if nothing were there.
"""

from tests.access.table import (
    accounts,
    careplan,
    circles,
    core,
    interop,
    library,
    reminders,
    today,
    turns,
)
from tests.access.table.leading import LEADING_ON
from tests.access.table.row import ALL, EDITING, HELPING, Row

ROOMS = (core, accounts, circles, reminders, library, careplan, interop, today, turns)
PUBLIC: set[str] = set().union(*(room.PUBLIC for room in ROOMS))
PERSONAL: set[str] = set().union(*(room.PERSONAL for room in ROOMS))
TABLE: tuple[Row, ...] = (
    *today.TABLE,
    *circles.TABLE,
    *careplan.TABLE,
    *reminders.TABLE,
    *interop.TABLE,
    *turns.TABLE,
)

__all__ = ["ALL", "EDITING", "HELPING", "LEADING_ON", "PERSONAL", "PUBLIC", "TABLE", "Row"]
