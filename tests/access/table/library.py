"""Learn."""

PUBLIC = {
    "learn",
    "learn_article",
    "learn_country",
    "learn_feedback",
    "learn_search",
    "learn_topic",
    "learn_words",
    "when_to_call",
}
PERSONAL: set[str] = set()
