"""Taking an archive out by the services alone, and looking into its file."""

import io
import json
import zipfile
from typing import Any
from uuid import uuid4

from apps.accounts.models import User
from apps.circles.access import Access
from apps.interop import services


def taken(owner: User, access: Access | None = None) -> dict[str, Any]:
    """What they take out, by the services alone."""
    archive = services.ask_for_archive(owner, archive_id=uuid4(), access=access)
    services.make_waiting()
    archive.refresh_from_db()
    return opened(bytes(archive.content or b""))


def opened(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as archived:
        assert set(archived.namelist()) == {"read-me.html", "data.json"}
        parts: dict[str, Any] = json.loads(archived.read("data.json"))["parts"]
        parts["page"] = archived.read("read-me.html").decode()
    return parts
