"""script/server as a whole: it starts, recovers, stops and starts again with its data; and a family uses it.

The family's journey goes from "one field, her email" to a reminder that arrives and is answered
without signing in: real web, worker, beat, database and mail.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import psutil
import pytest
from playwright.sync_api import Browser, expect

from script.local import account
from script.local.status import BUDGET_MB
from tests.local.family import add_appointment, invite, join, sign_in
from tests.local.phones import Phones, mail_to, wait_until, weigh
from tests.local.portal import Portal

PROCESSES = ["supervisor", "postgres", "valkey", "sink", "gateway", "worker", "beat", "web"]

pytestmark = [pytest.mark.browser, pytest.mark.faults]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One start from nothing serves both tests, whichever comes first: it is what takes long."""
    folder = tmp_path_factory.mktemp("portal")
    portal = Portal(folder)
    try:
        assert portal.line_with("Ready:") == f"Ready: http://localhost:{portal.port}/\n"
        assert portal.readiness() == 200
        portal.costs = portal.status()  # before anybody has used it
        yield portal
    finally:
        left = portal.stop()
        shutil.rmtree(account.open_folder(folder), ignore_errors=True)
    assert left == []


@pytest.fixture
def phones(browser: Browser, portal: Portal) -> Iterator[Phones]:
    phones = Phones(browser, f"http://localhost:{portal.port}")
    yield phones
    for context in phones.contexts:
        context.close()
    assert phones.errors == []


def test_the_portal_recovers_stops_and_starts_again_with_its_data(portal: Portal) -> None:
    costs = portal.costs
    assert list(costs) == [*PROCESSES, "total"]
    assert float(costs["total"][0]) <= BUDGET_MB

    second = Portal(portal.folder)
    assert "already running" in second.line_with("Alongside")
    second.process.communicate(timeout=10)
    assert second.process.returncode == 1

    psutil.Process(int(costs["worker"][0])).kill()
    assert "starts again in 1 s" in portal.line_with("worker stopped (SIGKILL)")

    collected = (portal.folder / "log" / "collectstatic.log").stat().st_mtime_ns
    keys = {path.name: path.read_text() for path in (portal.folder / "keys").iterdir()}
    assert portal.stop() == []
    assert portal.process.returncode == 0

    portal.start()
    portal.line_with("Ready:")
    assert {path.name: path.read_text() for path in (portal.folder / "keys").iterdir()} == keys
    assert (portal.folder / "log" / "collectstatic.log").stat().st_mtime_ns == collected


def test_a_family_uses_the_portal_from_sign_in_to_an_answered_reminder(phones: Phones) -> None:
    # She opens the first page, gets a code, and starts a circle for her mother.
    ana = phones.new()
    ana.goto("/")
    sign_in(phones, ana, "ana@journey.example", "Ana")
    ana.get_by_role("link", name="Start a circle").click()
    ana.get_by_label("Someone I help").check()
    ana.get_by_label("What do you call the patient?").fill("Mum")
    ana.get_by_label("Who are you to them?").fill("her daughter")
    ana.get_by_label("They know about it and agree").check()
    ana.get_by_role("button", name="Start the circle").click()
    expect(ana.get_by_role("heading", level=1)).to_contain_text("Ana")
    circle = ana.url

    # She invites a helper and a follower by link.
    jun = join(phones, invite(ana, "Jun next door", "Helper"), "jun@journey.example", "Jun")
    rosa = join(phones, invite(ana, "Rosa", "Follower"), "rosa@journey.example", "Rosa")

    # She adds an appointment a little over two hours from now, in the patient's time; the helper drives.
    near = datetime.now(ZoneInfo("Europe/London")) + timedelta(hours=2, minutes=1, seconds=20)
    add_appointment(ana, near)
    appointment = ana.url
    jun.goto(circle)
    jun.get_by_role("button", name="I’ll drive").click()
    expect(jun.locator("main")).to_contain_text("You are driving")
    ana.reload()
    expect(ana.locator("main")).to_contain_text("Jun")

    # The follower sees no plan, by no address.
    assert rosa.goto(appointment).status == 403  # type: ignore[union-attr]
    rosa.goto(circle)
    expect(rosa.locator("main")).not_to_contain_text("Scan")

    # A task: added by one, taken and done by the other, shown with who and when.
    ana.goto(circle)
    ana.get_by_role("link", name="Add a task").click()
    ana.get_by_label("What needs doing?").fill("Pick up tablets")
    ana.get_by_role("button", name="Put it on the list").click()
    jun.goto(circle)
    jun.get_by_role("button", name="I can: Pick up tablets").click()
    jun.get_by_role("button", name="Done: Pick up tablets").click()
    rosa.goto(f"{circle}tasks/")
    expect(rosa.locator("main")).to_contain_text("Jun")
    expect(rosa.locator("main")).to_contain_text("Pick up tablets")

    # Today belongs to one circle, with a line for each other one.
    jun.goto("/circles/new/")
    jun.get_by_label("Me: I am the patient").check()
    jun.get_by_role("button", name="Start the circle").click()
    jun.get_by_role("link", name="Mum’s circle").click()
    expect(jun.locator("main")).to_contain_text("Scan")

    # The page is light on a phone that has never been here, and lighter the second time.
    (cold, requests), (warm, _again) = weigh(phones, jun, circle)
    assert 0 < cold <= 60_000
    assert requests <= 6
    assert 0 < warm <= 6_000

    # The reminder arrives, and can be answered on a phone where nobody is signed in.
    letter = mail_to(phones, "jun@journey.example", near.strftime("%H:%M"))
    assert not re.search(r"scan|mary|cancer", letter, re.IGNORECASE)
    stranger = phones.new()
    link = re.search(r"http\S+/r/\S+", letter)
    assert link
    stranger.goto(link[0])
    expect(stranger.locator("main")).not_to_contain_text("Scan")
    stranger.get_by_role("button", name="I’ll be there").click()
    ana.goto(appointment)
    wait_until(ana, lambda: "Confirmed" in ana.locator("main").inner_text())

    # Cancelling takes one press, and so does bringing it back.
    ana.get_by_role("button", name="Cancel this").click()
    ana.get_by_role("button", name=re.compile("Undo|Bring it back")).click()
    expect(ana.get_by_role("button", name="Cancel this")).to_be_visible()

    # She signs out; nobody who is not in the circle sees anything of it.
    ana.get_by_role("button", name="Sign out").click()
    for address in (circle, appointment):
        ana.goto(address)
        expect(ana).to_have_url(re.compile("/sign-in/"))
        stranger.goto(address)
        expect(stranger).to_have_url(re.compile("/sign-in/"))
