"""Circles, their people and invitations."""

from tests.access.table.row import ALL, EDITING, HELPING, Row

PUBLIC = {"invitation_open"}

# For whoever is signed in: about the person, not about a circle.
PERSONAL = {
    "circle_list",
    "circle_add",
}

TABLE = (
    Row("get", "circle_people", HELPING),
    Row("get", "invitation_add", EDITING),
    Row("post", "invitation_add", EDITING),
    Row("get", "invitation_detail", EDITING, "invitation"),
    Row("get", "invitation_link", EDITING, "invitation"),
    Row("post", "invitation_link", EDITING, "invitation"),
    Row("get", "invitation_withdrawal", EDITING, "invitation"),
    Row("post", "invitation_withdrawal", EDITING, "invitation"),
    # One's own place: open to every member, whatever their levels.
    Row("get", "own_place", ALL),
    Row("get", "own_notes", ALL),
    Row("post", "own_notes", ALL),
    Row("get", "own_limits", ALL),
    Row("post", "own_limits", ALL),
    Row("get", "own_times", ALL),
    Row("post", "own_times", ALL),
    Row("get", "own_time_removal", ALL),
    Row("post", "own_time_removal", ALL),
    Row("get", "leaving", ALL),
    Row("post", "leaving", ALL),
)
