"""Whom a message is for, by id: a member of a circle, or a contact of hers who has no account."""

from dataclasses import dataclass
from uuid import UUID

from apps.reminders.kinds import RecipientKind


@dataclass(frozen=True, slots=True)
class Recipient:
    kind: RecipientKind
    id: UUID

    @classmethod
    def member(cls, membership_id: UUID) -> "Recipient":
        return cls(RecipientKind.MEMBER, membership_id)

    @classmethod
    def contact(cls, contact_id: UUID) -> "Recipient":
        return cls(RecipientKind.CONTACT, contact_id)

    @property
    def key(self) -> str:
        """The same for every promise to them."""
        return f"{self.kind}:{self.id}"

    @property
    def membership_id(self) -> UUID | None:
        return self.id if self.kind == RecipientKind.MEMBER else None

    @property
    def contact_id(self) -> UUID | None:
        return self.id if self.kind == RecipientKind.CONTACT else None
