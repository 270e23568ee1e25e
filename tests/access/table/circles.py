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
)
