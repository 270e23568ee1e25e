"""A phone number is proved by a code sent there before an account has it."""

from apps.accounts import services
from apps.accounts.codes import CodeProcess
from apps.accounts.kinds import Purpose
from apps.accounts.models import User


class NewNumberProcess(CodeProcess):
    """The same for every number, also for one that another account has: only whoever holds it learns that."""

    session_key = "new_number"

    def deliver(self, code: str) -> None:
        services.send_code(self.address, code, Purpose.NEW_NUMBER)

    def finish(self, user: User) -> None:
        """Raises RuleError when another account has the number."""
        self.abort()
        services.use_number(user, self.address)
