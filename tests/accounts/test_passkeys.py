"""Passkeys: setting one up, signing in with it, and every way in which a device's answer can be wrong."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from fido2.utils import websafe_encode

from apps.accounts.models import User
from tests.accounts.device import Device, set_up, sign_in_with
from tests.accounts.signing_in import newest_code, sign_in
from tests.people import Cast, make_user
from tests.proof import prove

pytestmark = pytest.mark.django_db

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def ana() -> User:
    return make_user("ana@example.org", "Ana")


@pytest.fixture
def phone(ana: User, client_for: Callable[..., Client]) -> Client:
    """Ana's own phone, on which she has just shown that it is her."""
    return prove(client_for(ana, headers={"User-Agent": IPHONE}), ana)


@pytest.fixture
def device(phone: Client) -> Device:
    device = Device()
    assert set_up(phone, device).status_code == 302
    return device


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_passkey_is_named_after_its_device_and_she_is_told(phone: Client) -> None:
    set_up(phone, Device())
    set_up(phone, Device())
    names = [row.data["name"] for row in Authenticator.objects.order_by("pk")]
    assert names == ["iPhone", "iPhone 2"]
    assert "A passkey was set up" in str(mail.outbox[-1].body)
    assert "iPhone" not in mail.outbox[-1].subject


def test_a_passkey_signs_in_without_a_code(device: Device, ana: User, client: Client) -> None:
    mail.outbox.clear()
    response = sign_in_with(client, device, next="/circles/")
    assert response["Location"] == "/circles/"
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert not mail.outbox


def test_on_ones_own_phone_it_signs_in_for_a_year(device: Device, client: Client) -> None:
    sign_in_with(client, device, own_phone="on")
    assert client.session.get_expiry_age() == 365 * 24 * 3600
    other = Client()
    sign_in_with(other, device)
    assert other.session.get_expiry_age() == 30 * 60


def test_who_has_a_passkey_still_signs_in_by_code(device: Device, client: Client) -> None:
    sign_in(client)
    assert client.get("/circles/").status_code == 200


def test_a_passkey_wants_a_fresh_proof_to_be_added_or_removed(
    ana: User, client_for: Callable[..., Client]
) -> None:
    left_open = client_for(ana)
    for path in ("/me/passkeys/new/", "/me/passkeys/1/removal/"):
        assert left_open.get(path)["Location"].startswith("/proof/")
        assert left_open.post(path)["Location"].startswith("/proof/")


def test_she_renames_it_and_removes_it(phone: Client, device: Device) -> None:
    passkey = Authenticator.objects.get()
    page = f"/me/passkeys/{passkey.pk}/"
    assert phone.post(page, {"name": ""}).status_code == 422
    phone.post(page, {"name": "My phone"})
    assert "My phone" in text(phone.get("/me/passkeys/"))
    phone.post(f"{page}removal/")
    assert phone.post(f"{page}removal/").status_code == 302  # pressed twice
    assert not Authenticator.objects.exists()
    response = sign_in_with(Client(), device)
    assert response.status_code == 422
    assert "Perhaps it was removed" in text(response)


def test_nobody_sees_or_removes_the_passkey_of_someone_else(
    device: Device, client_for: Callable[..., Client]
) -> None:
    other = make_user("jun@example.org", "Jun")
    client = prove(client_for(other), other)
    passkey = Authenticator.objects.get()
    assert client.get(f"/me/passkeys/{passkey.pk}/").status_code == 404
    client.post(f"/me/passkeys/{passkey.pk}/removal/")
    assert Authenticator.objects.exists()


def test_a_passkey_from_another_site_is_refused_with_a_clear_sentence(
    device: Device, client: Client
) -> None:
    device.origin = "https://testserver.evil.example"
    response = sign_in_with(client, device)
    assert response.status_code == 422
    assert "asked for by another site" in text(response)
    assert "_auth_user_id" not in client.session


def test_a_passkey_made_for_another_site_is_not_kept(phone: Client) -> None:
    assert "another site" in text(set_up(phone, Device(origin="https://evil.example")))
    assert set_up(phone, Device(rp_id="evil.example")).status_code == 422
    assert not Authenticator.objects.exists()


def test_an_answer_sent_twice_keeps_one_and_signs_in_once(phone: Client, client: Client) -> None:
    device = Device()
    answer = device.made(json.loads(phone.get("/me/passkeys/new/").context["options"]))
    for _ in range(2):
        assert phone.post("/me/passkeys/new/", {"credential": answer}).status_code == 302
    assert Authenticator.objects.count() == 1
    shown = device.shown(client.get("/sign-in/passkey/").json())
    client.post("/sign-in/passkey/", {"credential": shown})
    assert "_auth_user_id" in client.session
    replayed = Client().post("/sign-in/passkey/", {"credential": shown})
    assert replayed.status_code == 422
    assert "sent twice" in text(replayed)


def test_a_forged_signature_signs_nobody_in(device: Device, client: Client) -> None:
    forger = Device(credential_id=device.credential_id, user_handle=device.user_handle)
    assert "did not fit" in text(sign_in_with(client, forger))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("posted", ["", "nonsense", "{}", "[]", '{"id": 1, "response": 3}', "null"])
def test_something_that_is_no_answer_gets_a_sentence(client: Client, posted: str) -> None:
    client.get("/sign-in/passkey/")
    response = client.post("/sign-in/passkey/", {"credential": posted})
    assert response.status_code == 422
    assert "The device gave no passkey" in text(response)


def test_nothing_tells_whether_an_account_has_a_passkey(device: Device) -> None:
    """Someone who has none, someone who has one, and nobody at all: the same answer to a made-up passkey."""
    without = make_user("jun@example.org", "Jun")
    handles = (device.user_handle, websafe_encode(str(without.pk).encode()), "enp6enp6eno")
    answers = set()
    for handle in handles:
        client = Client()
        response = sign_in_with(client, Device(user_handle=handle))
        csrf = str(response.context["csrf_token"])
        answers.add((response.status_code, text(response).replace(csrf, "")))
    assert len(answers) == 1


def test_a_closed_account_is_not_opened_by_its_passkey(
    device: Device, ana: User, client: Client
) -> None:
    ana.is_active = False
    ana.save()
    assert sign_in_with(client, device).status_code == 403
    assert "_auth_user_id" not in client.session


def test_a_newcomer_is_offered_a_passkey_after_her_address_is_proved(client: Client) -> None:
    sign_in(client)
    welcome = {"name": "Ana", "accept": "on", "old_enough": "on", "next": "/circles/"}
    answer = client.post("/welcome/", {**welcome, "passkey": "on"})
    assert answer["Location"] == "/me/passkeys/new/?next=%2Fcircles%2F"
    device = Device()
    assert set_up(client, device, next="/circles/")["Location"] == "/circles/"
    assert sign_in_with(Client(), device).status_code == 302


def test_the_passkey_proves_that_it_is_her(
    ana: User, device: Device, client_for: Callable[..., Client]
) -> None:
    left_open = client_for(ana)
    lead = "/proof/?next=%2Fme%2Fpasskeys%2Fnew%2F"
    options = json.loads(left_open.get(lead).context["options"])
    response = left_open.post(lead, {"credential": device.shown(options)})
    assert response["Location"] == "/me/passkeys/new/"
    assert left_open.get("/me/passkeys/new/").status_code == 200


def test_someone_elses_passkey_proves_nothing(
    device: Device, client_for: Callable[..., Client]
) -> None:
    jun = make_user("jun@example.org", "Jun")
    client = prove(client_for(jun), jun)
    juns = Device()
    set_up(client, juns)
    left_open = client_for(jun)
    options = json.loads(left_open.get("/proof/").context["options"])
    assert left_open.post("/proof/", {"credential": device.shown(options)}).status_code == 422


def test_whoever_coordinates_is_offered_a_passkey_until_she_says_no(
    cast: Cast, client_for: Callable[..., Client]
) -> None:
    people = f"/c/{cast.circle.pk}/people/"
    coordinator, helper = client_for(cast.coordinator), client_for(cast.helper)
    assert "Sign in without waiting for a code" in text(coordinator.get(people))
    assert "Sign in without waiting for a code" not in text(helper.get(people))
    answer = coordinator.post("/me/passkeys/later/", {"next": people}, follow=True)
    assert answer.redirect_chain[-1][0] == people
    assert "Sign in without waiting for a code" not in text(answer)


def test_who_has_a_passkey_is_offered_none(cast: Cast, client_for: Callable[..., Client]) -> None:
    client = prove(client_for(cast.patient), cast.patient)
    set_up(client, Device())
    page = text(client.get(f"/c/{cast.circle.pk}/people/"))
    assert "Sign in without waiting for a code" not in page


def test_signing_in_by_code_works_beside_it(device: Device, client: Client) -> None:
    client.get("/sign-in/passkey/")
    client.post("/sign-in/", {"address": "ana@example.org"})
    client.post("/sign-in/code/", {"code": newest_code()})
    assert "_auth_user_id" in client.session
