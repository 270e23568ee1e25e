"""An invitation was made, renewed, answered or taken back: rooms above register what they then owe of it."""

from apps.circles.models import Invitation
from apps.core.callbacks import Callbacks

changed = Callbacks[[Invitation]]()
