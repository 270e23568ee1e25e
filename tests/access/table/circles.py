"""Circles, their people and invitations."""

from tests.access.table.row import ALL, EDITING, HELPING, Row

PUBLIC = {
    "invitation_code",
    "invitation_garbled",
    "invitation_open",
    "invitation_refusal",
    "invitation_someone_else",
}

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
    Row("get", "invitation_code_renewal", EDITING, "invitation"),
    Row("post", "invitation_code_renewal", EDITING, "invitation"),
    Row("get", "invitation_confirmation", EDITING, "invitation"),
    Row("post", "invitation_confirmation", EDITING, "invitation"),
    Row("get", "invitation_mix_up", EDITING, "invitation"),
    Row("post", "invitation_mix_up", EDITING, "invitation"),
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
