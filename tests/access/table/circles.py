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
    Row("get", "circle_member", HELPING, "member"),
    Row("get", "circle_member_edit", EDITING, "member"),
    Row("post", "circle_member_edit", EDITING, "member"),
    Row("get", "circle_member_removal", EDITING, "member"),
    Row("post", "circle_member_removal", EDITING, "member"),
    Row("get", "circle_member_return", EDITING, "member"),
    Row("post", "circle_member_return", EDITING, "member"),
    Row("get", "circle_preview", HELPING, "member"),
    Row("post", "circle_preview", EDITING, "member"),
    Row("get", "circle_who_looked", ("patient",)),
    Row("get", "circle_preview_end", ALL),
    Row("post", "circle_preview_end", ALL),
    Row("get", "circle_member_review", HELPING, "member"),
    Row("post", "circle_member_review", EDITING, "member"),
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
