"""Who is in the demo. All of them are invented, and so is what they write."""

from dataclasses import dataclass

from apps.circles.kinds import Role


@dataclass(frozen=True, slots=True)
class Character:
    key: str
    name: str
    role: Role
    relationship: str
    about: str
    phone: str | None = None  # of the range kept for stories: it reaches nobody

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


PATIENT_NAME = "Mei"

CAST = (
    Character(
        "mei", "Mei Chen", Role.PATIENT, "", "The patient. It is her circle.", "+447700900101"
    ),
    Character("ana", "Ana Chen", Role.COORDINATOR, "daughter", "Plans with her mother."),
    Character(
        "jun",
        "Jun Cole",
        Role.HELPER,
        "neighbour",
        "Drives, cooks, takes on tasks.",
        "+447700900103",
    ),
    Character("rosa", "Rosa Diaz", Role.HELPER, "friend", "Comes along to visits."),
    Character("lee", "Lee Chen", Role.FOLLOWER, "brother, far away", "Follows the tasks."),
)
