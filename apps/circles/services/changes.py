"""Somebody's place in a circle has changed: rooms above register what they then put right."""

from apps.circles.access import Access
from apps.circles.models import Membership
from apps.core.callbacks import Callbacks

# They joined, may do more or less, or left: told with the access of whoever did it, themselves where they join or
# leave, and the place concerned, saved.
place = Callbacks[[Access, Membership]]()

# Told with the access of who has just left or was taken out: what they had on is given back.
left = Callbacks[[Access]]()
