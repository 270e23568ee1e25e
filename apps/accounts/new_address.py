"""A code to the address somebody wants to have."""

from apps.accounts import services
from apps.accounts.codes import CodeProcess
from apps.accounts.kinds import Purpose


class NewAddressProcess(CodeProcess):
    session_key = "new_address"

    def deliver(self, code: str) -> None:
        services.send_code(self.address, code, Purpose.NEW_ADDRESS)
