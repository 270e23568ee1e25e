"""A phone number on one's account: proved by a code, changed, taken off, and never shared by two."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from apps.accounts.models import User
from apps.reminders.models import Mail, Reminder
from tests.accounts.signing_in import newest_text, texted_code, wrong
from tests.people import make_user
from tests.proof import prove

pytestmark = pytest.mark.django_db
HERS, NEW, JUNS = "+447700900123", "+447700900124", "+447700900125"


@pytest.fixture
def ana() -> User:
    return make_user("ana@example.org", "Ana")


@pytest.fixture
def client(ana: User, client_for: Callable[[User], Client]) -> Client:
    return prove(client_for(ana), ana)


def add(client: Client, number: str) -> Any:
    response = client.post("/me/phone/", {"phone": number})
    assert (response.status_code, response["Location"]) == (302, "/me/phone/code/")
    return client.post("/me/phone/code/", {"code": texted_code()}, follow=True)


def phone_of(user: User) -> str | None:
    user.refresh_from_db()
    return user.phone


def texts_to(number: str) -> list[str]:
    owed = Mail.objects.filter(reminder__address=number).order_by("pk")
    return list(owed.values_list("text", flat=True))


def test_a_number_counts_once_the_code_texted_to_it_was_typed(client: Client, ana: User) -> None:
    client.post("/me/phone/", {"phone": "07700 900123"})
    assert phone_of(ana) is None
    client.post("/me/phone/code/", {"code": wrong(texted_code())})
    assert phone_of(ana) is None
    page = client.post("/me/phone/code/", {"code": texted_code()}, follow=True)
    assert phone_of(ana) == HERS
    assert "+44 7700 900123" in page.content.decode()
    assert "added" in mail.outbox[-1].body


def test_changing_it_tells_the_address_and_the_old_number(client: Client, ana: User) -> None:
    add(client, HERS)
    add(client, NEW)
    assert phone_of(ana) == NEW
    assert "was changed" in mail.outbox[-1].body
    assert "no longer opens your account" in texts_to(HERS)[-1]
    assert mail.outbox[-1].to == ["ana@example.org"]
    assert NEW not in mail.outbox[-1].body


def test_taking_it_off_tells_both_and_twice_is_once(client: Client, ana: User) -> None:
    add(client, HERS)
    mail.outbox.clear()
    for _ in range(2):
        client.post("/me/phone/removal/")
    assert phone_of(ana) is None
    assert len(mail.outbox) == 1
    assert "was removed" in mail.outbox[0].body
    assert len([text for text in texts_to(HERS) if "no longer opens" in text]) == 1


def test_a_number_of_another_account_looks_like_any_other_until_its_holder_proves_it(
    client: Client, ana: User
) -> None:
    jun = make_user("jun@example.org", "Jun")
    jun.phone = JUNS
    jun.save()
    pages = []
    for number in (JUNS, NEW):
        client.post("/me/phone/", {"phone": number})
        shown = f"{number[:3]} {number[3:7]} {number[7:]}"
        pages.append(client.get("/me/phone/code/").content.decode().replace(shown, "X"))
    assert strip_tokens(pages[0]) == strip_tokens(pages[1])
    page = add(client, JUNS)
    assert "already opens another account" in page.content.decode()
    assert (phone_of(ana), phone_of(jun)) == (None, JUNS)
    assert not mail.outbox


def strip_tokens(page: str) -> str:
    return "".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize("path", ["/me/phone/", "/me/phone/removal/"])
def test_a_session_left_open_cannot_change_the_number(
    ana: User, client_for: Callable[[User], Client], path: str
) -> None:
    ana.phone = HERS
    ana.save()
    response = client_for(ana).post(path, {"phone": NEW})
    assert response["Location"].startswith("/proof/")
    assert phone_of(ana) == HERS
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type your mobile number"),
        ("612 345 678", "Which country"),
        ("07700 90012", "Which country"),
        ("+44 7700 90012", "does not look like a phone number"),
        ("+44 20 7183 8750", "only mobile phones of: China, Spain, United Kingdom, United States"),
    ],
)
def test_a_number_that_cannot_be_used_gets_its_own_sentence_and_stays_typed(
    client: Client, typed: str, said: str
) -> None:
    response = client.post("/me/phone/", {"phone": typed})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert not Reminder.objects.exists()


def test_an_account_can_try_five_numbers_a_day(client: Client) -> None:
    for number in range(5):
        assert client.post("/me/phone/", {"phone": f"+4477009001{number:02}"}).status_code == 302
    response = client.post("/me/phone/", {"phone": HERS})
    assert response.status_code == 429
    assert "try again tomorrow" in response.content.decode()


def test_the_text_says_what_the_code_is_for(client: Client) -> None:
    client.post("/me/phone/", {"phone": HERS})
    assert "to use this number" in newest_text()
    assert len(newest_text()) <= 160


def test_without_a_gateway_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.SMS = {}
    assert client.get("/me/phone/").status_code == 404
    assert "Phone" not in client.get("/me/").content.decode()


def test_a_number_taken_off_in_between_proves_nothing_more(
    client: Client, ana: User, client_for: Callable[[User], Client]
) -> None:
    add(client, HERS)
    left_open = client_for(ana)
    left_open.post("/proof/", {"send": "text", "next": "/me/"})
    code = texted_code()
    client.post("/me/phone/removal/")
    assert left_open.post("/proof/code/", {"code": code}).status_code == 422
