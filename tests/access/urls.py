"""Every address of the portal and who may use it, written by hand. One that is not here fails the tests.

A member whose role is not named gets 403; strangers, former members and people of other circles get 404,
as if nothing were there.
"""

from dataclasses import dataclass

PUBLIC = {
    "home",
    "health_live",
    "health_ready",
    "manifest",
    "help",
    "accessibility",
    "terms",
    "privacy",
    "account_login",
    "account_code",
    "invitation_open",
    "answer",
    "learn",
    "learn_article",
    "learn_country",
    "learn_feedback",
    "learn_search",
    "learn_topic",
    "learn_words",
    "when_to_call",
}

# For whoever is signed in: about the person, not about a circle.
PERSONAL = {
    "account_logout",
    "account_welcome",
    "account_profile",
    "account_passkey",  # staff only: tests/library/test_editors.py
    "circle_list",
    "circle_add",
}

ALL = ("patient", "coordinator", "helper", "follower")
HELPING = ("patient", "coordinator", "helper")
EDITING = ("patient", "coordinator")


@dataclass(frozen=True)
class Row:
    """One address and method. ``needs`` names the row of a circle its address holds."""

    method: str
    name: str
    may: tuple[str, ...]
    needs: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


TABLE = (
    Row("get", "today", ALL),
    # People
    Row("get", "circle_people", HELPING),
    Row("get", "invitation_add", EDITING),
    Row("post", "invitation_add", EDITING),
    Row("get", "invitation_detail", EDITING, "invitation"),
    Row("get", "invitation_link", EDITING, "invitation"),
    Row("post", "invitation_link", EDITING, "invitation"),
    Row("get", "invitation_withdrawal", EDITING, "invitation"),
    Row("post", "invitation_withdrawal", EDITING, "invitation"),
    # Plan
    Row("get", "plan", ALL),  # whoever sees the tasks alone is led to them
    Row("get", "plan_earlier", HELPING),
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
    Row("get", "task_add", HELPING),
    Row("post", "task_add", HELPING),
    Row("get", "task_detail", ALL, "task"),
    Row("get", "task_edit", EDITING, "task"),
    Row("post", "task_edit", EDITING, "task"),
    Row("get", "task_claim", ALL, "task"),
    Row("post", "task_claim", HELPING, "task"),
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
)
