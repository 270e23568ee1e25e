"""An article appears at the time its editor chose, without anyone pressing a button."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from apps.core import clock
from apps.library import services, tasks
from apps.library.models import ArticlePage

pytestmark = pytest.mark.usefixtures("library")


def test_a_scheduled_edit_appears_when_it_is_due(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = ArticlePage.objects.get(slug="food")
    page.title = "Food, said anew"
    page.go_live_at = clock.now() + timedelta(hours=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert services.publish_scheduled() is False
    assert "Food, said anew" not in client.get("/learn/food/").content.decode()
    with time_machine.travel(page.go_live_at + timedelta(minutes=1), tick=False):
        with django_capture_on_commit_callbacks(execute=True):
            tasks.publish_scheduled()
        html = client.get("/learn/food/").content.decode()
    assert "Food, said anew" in html


def test_an_article_goes_when_its_time_is_over(client: Client) -> None:
    ArticlePage.objects.filter(slug="food").update(expire_at=clock.now() - timedelta(minutes=1))
    assert services.publish_scheduled() is True
    assert client.get("/learn/food/").status_code == 404
    assert services.publish_scheduled() is False
