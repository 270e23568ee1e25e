"""Opening and sending the plan's pages in tests."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


@dataclass(frozen=True)
class Browser:
    """A signed-in client in one circle."""

    client: Client
    circle: UUID

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.circle, *args])

    def open(self, name: str, /, *args: object, query: str = "") -> str:
        response = self.client.get(self.url(name, *args) + query)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def send(self, name: str, /, *args: object, **fields: Any) -> HttpResponse:
        return self.client.post(self.url(name, *args), fields)

    def press(self, name: str, /, *args: object, **fields: Any) -> str:
        """Send and follow; the page one ends up on."""
        response = self.client.post(self.url(name, *args), fields, follow=True)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def swap(
        self, target: str, name: str, /, *args: object, on: str = "", **fields: Any
    ) -> HttpResponse:
        """The same press with htmx, which replaces one piece of the page at the path ``on``."""
        headers = {"HX-Request": "true", "HX-Target": target}
        headers |= {"HX-Current-URL": f"http://testserver{on}"} if on else {}
        return self.client.post(self.url(name, *args), fields, headers=headers)


def appointment_fields(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "once": str(uuid4()),
        "kind": "scan",
        "date": "2026-11-24",
        "time": "10:30",
        "place": "St Mary’s",
        "preparation": "",
        "seats": ["driver"],
        "title": "",
        "ends": "",
        "zone": "Europe/London",
    }
    return fields | changes
