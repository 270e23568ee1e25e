"""Codes read out on the phone: how they are typed, how long they work, and how guessing is bounded."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from apps.accounts.models import User
from apps.circles import rules, services
from apps.circles.models import Invitation
from apps.core import clock
from tests.circles.test_invitations import invite, path_of
from tests.people import Cast, make_user
from tests.proof import prove_again

SignIn = Callable[..., Client]


@pytest.fixture
def newcomer(db: None) -> User:
    return make_user("lee@example.org", "Lee Newcomer")


def type_code(code: str, address: str = "10.0.0.1", client: Client | None = None) -> object:
    return (client or Client()).post("/invited/", {"code": code}, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7K3M 9XQ2", "7K3M9XQ2"),
        ("7k3m-9xq2", "7K3M9XQ2"),
        (" 7 k 3 m 9 x q 2 . ", "7K3M9XQ2"),
        ("oOiI lL00", "00111100"),
        ("７Ｋ３Ｍ９ＸＱ２", "7K3M9XQ2"),
        ("7K3M 9XQ", ""),
        ("7K3M 9XQ2 A", ""),
        ("7K3M 9XQU", ""),
        ("7K3M 9XQé", ""),
        ("", ""),
    ],
)
def test_a_code_is_understood_as_people_type_it(typed: str, meant: str) -> None:
    assert rules.plain_code(typed) == meant


def test_all_of_forty_bits_make_different_codes() -> None:
    assert rules.code_from(0) == "00000000"
    assert rules.code_from(2**40 - 1) == "ZZZZZZZZ"
    assert len({rules.code_from(number * 7919) for number in range(1000)}) == 1000


def test_a_code_read_out_on_the_phone_leads_to_the_invitation(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = invite(client_for(cast.coordinator), cast)
    page = client_for(cast.coordinator).get(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/")
    code = services.code_for(invitation)
    assert code in page.content.decode()
    answer = type_code(code.lower().replace(" ", "-"), client=client_for(newcomer))
    assert answer["Location"] == path_of(invitation)


def test_the_database_holds_no_code(cast: Cast, client_for: SignIn) -> None:
    invitation = invite(client_for(cast.coordinator), cast)
    row = str(Invitation.objects.filter(pk=invitation.pk).values().get())
    assert services.code_for(invitation).replace(" ", "") not in row


def test_a_wrong_code_and_one_that_is_over_get_the_same_answer(
    cast: Cast, client_for: SignIn
) -> None:
    client = client_for(cast.coordinator)
    old, gone = invite(client, cast), invite(client, cast, name="Kim")
    old_code, gone_code = services.code_for(old), services.code_for(gone)
    client.post(f"/c/{cast.circle.pk}/invitations/{gone.pk}/withdrawal/")
    with time_machine.travel(clock.now() + timedelta(hours=49)):
        answers = [type_code(code) for code in ("0000 0000", old_code, gone_code)]
    assert {answer.status_code for answer in answers} == {422}
    for answer in answers:
        assert "This code does not work" in answer.content.decode()


def test_a_code_ends_before_the_link_and_can_be_made_anew(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.coordinator)
    invitation = invite(client, cast)
    path, link = f"/c/{cast.circle.pk}/invitations/{invitation.pk}/", path_of(invitation)
    with time_machine.travel(clock.now() + timedelta(hours=49)):
        assert "Make a new code" in client.get(path).content.decode()
        prove_again(client).post(f"{path}code/")
        invitation.refresh_from_db()
        assert type_code(services.code_for(invitation)).status_code == 302
        assert path_of(invitation) == link


def test_ten_tries_from_one_place_then_none_for_an_hour_whatever_is_typed(
    cast: Cast, client_for: SignIn
) -> None:
    code = services.code_for(invite(client_for(cast.coordinator), cast))
    for number in range(10):  # over IPv6 one place has addresses without end
        assert type_code("0000 0000", address=f"2001:db8:1:2::{number}").status_code == 422
    refused = type_code(code, address="2001:db8:1:2::99")
    assert refused.status_code == 429
    assert "Wait an hour" in refused.content.decode()
    assert type_code(code, address="2001:db8:1:3::1").status_code == 302


def test_tries_from_many_places_are_counted_together(
    cast: Cast, client_for: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.circles.views.answering.TRIES_IN_ALL", 5)
    code = services.code_for(invite(client_for(cast.coordinator), cast))
    for place in range(5):
        type_code("0000 0000", address=f"10.0.1.{place}")
    assert type_code(code, address="10.0.2.1").status_code == 429


def test_a_forwarded_address_of_nobodys_proxy_is_not_believed(db: None) -> None:
    """Else each try would come from a new place."""
    for number in range(11):
        answer = Client().post(
            "/invited/", {"code": "0000 0000"}, headers={"X-Forwarded-For": f"10.1.1.{number}"}
        )
    assert answer.status_code == 429


def test_what_cannot_be_a_code_costs_no_try(db: None) -> None:
    for _ in range(12):
        assert type_code("7K3M").status_code == 422
    assert type_code("0000 0000").status_code == 422
