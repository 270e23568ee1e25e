"""What the service worker does with a notification, run by a real browser with events that are made up."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
STAGE = """async ([source, told, action]) => {
  const heard = {}, done = { shown: [], opened: [] };
  const self = {
    addEventListener: (name, act) => (heard[name] = act),
    location: { origin: "https://alongside.example" },
    registration: { showNotification: async (title, how) => done.shown.push({ title, ...how }) },
    clients: { matchAll: async () => [], openWindow: async (href) => done.opened.push(href) },
  };
  new Function("self", source)(self);
  const waited = [], waitUntil = (promise) => waited.push(promise);
  heard.push({ data: { json: () => told }, waitUntil });
  const notification = { data: done.shown[0].data, close() {} };
  heard.notificationclick({ notification, action, waitUntil });
  await Promise.all(waited);
  return done;
}"""
TOLD = {"title": "Alongside", "body": "You have something", "url": "/c/1/", "tag": "visit"}
ANSWER = {"url": "https://alongside.example/r/7.x/", "label": "Answer"}


@pytest.fixture
def play(browser: Browser) -> Any:
    page = browser.new_page()
    source = render_to_string("reminders/sw.js")
    yield lambda told, action="": page.evaluate(STAGE, [source, told, action])
    page.close()


def test_a_tap_opens_the_thing_and_the_button_the_page_to_answer_on(play: Any) -> None:
    told = TOLD | {"answer": ANSWER}
    done = play(told)
    assert done["shown"][0]["actions"] == [{"action": "answer", "title": "Answer"}]
    assert done["opened"] == ["https://alongside.example/c/1/"]
    assert play(told, "answer")["opened"] == [ANSWER["url"]]


def test_news_that_takes_the_older_ones_place_is_noticed(play: Any) -> None:
    assert play(TOLD)["shown"][0]["renotify"] is True
    assert (
        play(TOLD | {"tag": ""})["shown"][0]["renotify"] is False
    )  # browsers refuse it without a tag
    assert play(TOLD)["shown"][0]["actions"] == []


def test_nothing_outside_the_portal_is_opened(play: Any) -> None:
    elsewhere = TOLD | {"answer": ANSWER | {"url": "https://elsewhere.example/"}}
    assert play(elsewhere, "answer")["opened"] == []
