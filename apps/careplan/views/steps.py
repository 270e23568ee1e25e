"""What the small steps of this room share: core's habits of one press that does one thing."""

from apps.core.steps import attempt, lead_back, wanted_piece

__all__ = ["attempt", "lead_back", "wanted_piece"]
