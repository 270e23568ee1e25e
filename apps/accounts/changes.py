"""What happens to an account: rooms above register what they then put right. Each is given the person, saved."""

from apps.accounts.models import User
from apps.core.callbacks import Callbacks

moved_zone = Callbacks[[User]]()

# They have their account back: what somebody else may have begun in their name is stopped.
had_back = Callbacks[[User]]()
