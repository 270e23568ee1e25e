"""Pages of circles: starting and choosing one, its people, invitations."""
