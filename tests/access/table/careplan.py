"""Dates and tasks."""

from tests.access.table.row import ALL, EDITING, HELPING, Row

PUBLIC = {"task_link_open", "favour"}
PERSONAL: set[str] = set()

TABLE = (
    # Plan
    Row("get", "plan", ALL),  # whoever sees the tasks alone is led to them
    Row("get", "plan_earlier", HELPING),
    Row("get", "plan_more", HELPING),
    Row("get", "appointment_add", EDITING),
    Row("post", "appointment_add", EDITING),
    Row("get", "appointment_detail", HELPING, "appointment"),
    Row("get", "appointment_edit", EDITING, "appointment"),
    Row("post", "appointment_edit", EDITING, "appointment"),
    # A step is a POST; a GET is led to the thing itself, by whoever sees it.
    Row("get", "appointment_cancellation", HELPING, "appointment"),
    Row("post", "appointment_cancellation", EDITING, "appointment"),
    Row("get", "appointment_restoration", HELPING, "appointment"),
    Row("post", "appointment_restoration", EDITING, "appointment"),
    Row("get", "attendance", HELPING, "appointment"),
    Row("post", "attendance", HELPING, "appointment"),
    Row("get", "seat_offer", HELPING, "seat"),
    Row("post", "seat_offer", HELPING, "seat"),
    Row("get", "seat_release", HELPING, "seat"),
    Row("post", "seat_release", HELPING, "seat"),
    # Tasks
    Row("get", "task_list", ALL),
    Row("get", "workload", EDITING),
    Row("get", "task_add", HELPING),
    Row("post", "task_add", HELPING),
    Row("get", "task_detail", ALL, "task"),
    Row("get", "task_edit", EDITING, "task"),
    Row("post", "task_edit", EDITING, "task"),
    Row("get", "task_claim", ALL, "task"),
    Row("post", "task_claim", HELPING, "task"),
    Row("get", "task_series_claim", ALL, "task"),
    Row("post", "task_series_claim", HELPING, "task"),
    Row("get", "task_release", ALL, "task"),
    Row("post", "task_release", HELPING, "task"),
    Row("get", "task_completion", ALL, "task"),
    Row("post", "task_completion", HELPING, "task"),
    Row("get", "task_reopening", ALL, "task"),
    Row("post", "task_reopening", HELPING, "task"),
    Row("get", "task_withdrawal", ALL, "task"),
    Row("post", "task_withdrawal", EDITING, "task"),
    Row("get", "task_restoration", ALL, "task"),
    Row("post", "task_restoration", EDITING, "task"),
    Row("get", "task_thanks", ALL, "task"),
    Row("post", "task_thanks", EDITING, "task"),
    Row("get", "task_link", EDITING, "task"),
    Row("post", "task_link", EDITING, "task"),
    Row("get", "task_link_end", ALL, "task"),
    Row("post", "task_link_end", EDITING, "task"),
    Row("get", "task_request", HELPING, "task"),
    Row("post", "task_request", HELPING, "task"),
    Row("get", "task_request_end", ALL, "task"),
    Row("post", "task_request_end", HELPING, "task"),
    Row("get", "task_request_yes", ALL, "task"),
    Row("post", "task_request_yes", HELPING, "task"),
    Row("get", "task_request_no", ALL, "task"),
    Row("post", "task_request_no", HELPING, "task"),
)
