"""The shape of a row, and the groups of roles the tables name."""

from dataclasses import dataclass

ALL = ("patient", "coordinator", "helper", "follower")
HELPING = ("patient", "coordinator", "helper")
EDITING = ("patient", "coordinator")
PATIENT = ("patient",)


@dataclass(frozen=True)
class Row:
    """One address and method. ``needs`` names the row of a circle its address holds."""

    method: str
    name: str
    may: tuple[str, ...]
    needs: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.name}"
