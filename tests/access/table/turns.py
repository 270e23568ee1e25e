"""The hard turns: most are about one's own place and open to every member; the services say whose turn it is."""

from tests.access.table.row import ALL, EDITING, HELPING, Row

PUBLIC: set[str] = set()
PERSONAL: set[str] = set()
PATIENT = ("patient",)
COORDINATOR = ("coordinator",)

TABLE = (
    Row("get", "circle_consent", HELPING),
    Row("post", "circle_consent", EDITING),
    Row("get", "handover", ALL),
    Row("get", "handover_offer", COORDINATOR),
    Row("post", "handover_offer", COORDINATOR),
    Row("get", "handover_acceptance", ALL),
    Row("post", "handover_acceptance", ALL),
    Row("get", "handover_refusal", ALL),
    Row("post", "handover_refusal", ALL),
    Row("get", "stand_in", ALL),
    Row("get", "stand_in_naming", PATIENT),
    Row("post", "stand_in_naming", PATIENT),
    Row("get", "stand_in_request", ALL),
    Row("post", "stand_in_request", ALL),
    Row("get", "stand_in_confirmation", ALL),
    Row("post", "stand_in_confirmation", ALL),
    Row("get", "stand_in_refusal", ALL),
    Row("post", "stand_in_refusal", ALL),
    Row("get", "stand_in_withdrawal", ALL),
    Row("post", "stand_in_withdrawal", ALL),
    Row("get", "wishes", PATIENT),
    Row("post", "wishes", PATIENT),
    Row("get", "circle_closing", EDITING),
    Row("post", "circle_closing", EDITING),
    Row("get", "circle_reopening", ALL),
    Row("post", "circle_reopening", ALL),
    Row("get", "circle_pause", EDITING),
    Row("post", "circle_pause", EDITING),
    Row("get", "circle_pause_end", HELPING),
    Row("post", "circle_pause_end", EDITING),
)
