"""Every address of the portal: who gets which answer. An address that is not here fails the tests.

The answer a role gets is a status: 200 (a page), 302 (done, go on), 403 (a member without the level),
404 (strangers, former members, other circles: as if it did not exist).
"""

from dataclasses import dataclass

from apps.circles.kinds import Role

PUBLIC = {
    "home",
    "health_live",
    "health_ready",
    "manifest",
    "help",
    "accessibility",
    "terms",
    "privacy",
    "account_login",
    "account_code",
    "invitation_open",
    "answer",
    "learn",
    "learn_article",
    "learn_country",
    "learn_feedback",
    "learn_search",
    "learn_topic",
    "learn_words",
    "when_to_call",
}

# Signed in, but about the person and not about a circle.
PERSONAL = {
    "account_logout",
    "account_welcome",
    "account_passkey",
    "account_profile",
    "circle_list",
    "circle_add",
}

ROLES = (Role.PATIENT, Role.COORDINATOR, Role.HELPER, Role.FOLLOWER)


@dataclass(frozen=True)
class Row:
    """One address and method, and the roles that may (others who are members get 403)."""

    name: str
    method: str
    may: tuple[Role, ...]
    args: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.method} {self.name}"


EVERYONE = ROLES
SEE_PLAN = (Role.PATIENT, Role.COORDINATOR, Role.HELPER)
EDITORS = (Role.PATIENT, Role.COORDINATOR)
