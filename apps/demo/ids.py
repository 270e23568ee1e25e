"""The ids of what the demo invents: each comes of a name, so that a second run finds what the first made."""

from uuid import NAMESPACE_URL, UUID, uuid5


def demo_id(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"alongside-demo:{key}")
