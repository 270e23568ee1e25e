"""What this room puts on other rooms' pages."""
