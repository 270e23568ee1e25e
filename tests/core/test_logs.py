"""The log says what happened and where, and nothing a person wrote or a link holds."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from apps.core.views import pages

SECRET = "c2VjcmV0LXNlY3JldA.c2VjcmV0LXNlY3JldC1zZWNyZXQ"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    ours = [h for h in logging.getLogger().handlers if isinstance(h, logging.StreamHandler)]
    handler = next(h for h in ours if type(h) is logging.StreamHandler)
    text = io.StringIO()
    before = handler.setStream(text)
    yield text
    handler.setStream(before)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


@pytest.mark.parametrize("path", [f"/i/{SECRET}/", f"/r/{SECRET}/"])
def test_a_refused_form_on_a_secret_address_does_not_put_it_in_the_log(
    db: None, log: io.StringIO, path: str
) -> None:
    Client(enforce_csrf_checks=True).post(path)
    assert lines(log)
    assert SECRET not in log.getvalue()


def test_a_fault_is_told_by_kind_and_place_and_not_by_its_words(
    db: None, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("mei@example.org has a scan")

    monkeypatch.setattr(pages, "render", fail)
    Client(raise_request_exception=False).get("/help/")
    assert "mei@example.org" not in log.getvalue()
    fault = next(line for line in lines(log) if "exception" in line)
    assert fault["exception"].endswith("RuntimeError")
    assert any("test_logs.py" in place for place in fault["at"])
