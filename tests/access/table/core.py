"""Help, health and the operator’s texts."""

PUBLIC = {"health_live", "health_ready", "manifest", "help", "accessibility", "terms", "privacy"}
PERSONAL: set[str] = set()
