"""Another email address: at once for whoever reads the old mailbox, after days for whoever lost it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts import services
from apps.accounts.models import EmailChange, User
from tests.accounts.changing import NEW, OLD, START, address_of, letter, link, text
from tests.accounts.device import Device, set_up, sign_in_with
from tests.accounts.signing_in import ask, newest_code, sign_in
from tests.people import make_user
from tests.proof import prove

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as travelling:
        yield travelling


@pytest.fixture
def ana(clock: time_machine.Traveller) -> User:
    return make_user(OLD, "Ana")


@pytest.fixture
def phone(ana: User) -> Client:
    """Signed in just now, with a code from her mailbox."""
    client = Client()
    sign_in(client, own_phone="on")
    return client


@pytest.fixture
def with_passkey(phone: Client) -> Client:
    """Her phone, on which she came in with a passkey: she no longer reads the old mailbox."""
    device = Device()
    set_up(phone, device)
    client = Client()
    sign_in_with(client, device, own_phone="on")
    return client


def change(client: Client, to: str = NEW) -> Any:
    client.post("/me/email/", {"email": to})
    return client.post("/me/email/code/", {"code": newest_code()}, follow=True)


def test_with_a_code_from_both_mailboxes_the_address_changes_at_once(
    phone: Client, ana: User
) -> None:
    assert "write to your new address" in text(change(phone))
    assert address_of(ana) == NEW
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    assert NEW in text(phone.get("/me/"))
    sign_in(Client(), NEW)
    assert User.objects.count() == 1


def test_her_other_devices_are_signed_out_and_this_one_is_not(phone: Client, ana: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    change(phone)
    assert elsewhere.get("/me/").status_code == 302
    assert phone.get("/me/").status_code == 200


def test_nothing_changes_before_the_code_was_typed(phone: Client, ana: User) -> None:
    phone.post("/me/email/", {"email": NEW})
    assert address_of(ana) == OLD
    assert not EmailChange.objects.exists()


def test_a_session_left_open_changes_no_address(
    ana: User, client_for: Callable[[User], Client]
) -> None:
    left_open = client_for(ana)
    assert left_open.get("/me/email/")["Location"] == "/proof/?next=%2Fme%2Femail%2F"
    assert left_open.post("/me/email/", {"email": NEW})["Location"].startswith("/proof/")
    assert not mail.outbox


def test_the_old_address_undoes_it_within_a_week(phone: Client, ana: User, clock: Any) -> None:
    """Someone took the open phone, typed a code they could read on it, and made it theirs."""
    change(phone)
    set_up(phone, Device())
    no = link(letter(OLD))
    clock.shift(timedelta(days=6, hours=23))
    visitor = Client()
    assert "Was this not you?" in text(visitor.get(no))
    assert address_of(ana) == NEW  # a mail scanner that opens links changes nothing
    assert "The change is undone" in text(visitor.post(no, follow=True))
    assert address_of(ana) == OLD
    assert phone.get("/me/").status_code == 302
    assert not Authenticator.objects.exists()
    assert "it was undone" in letter(NEW)
    visitor.post(no)  # pressed twice
    assert address_of(ana) == OLD


def test_who_signs_in_with_the_lost_address_is_led_to_undo_it(phone: Client, ana: User) -> None:
    """Else she would get an empty account, and her address would be taken when she wants it back."""
    change(phone)
    visitor = Client()
    ask(visitor, OLD)
    answer = visitor.post("/sign-in/code/", {"code": newest_code()}, follow=True)
    assert "Was this not you?" in text(answer)
    assert NEW not in text(answer)
    assert User.objects.count() == 1
    assert "The change is undone" in text(visitor.post(answer.request["PATH_INFO"], follow=True))
    sign_in(Client(), OLD)


def test_who_changed_it_back_signs_in_with_it_and_can_still_undo_all_of_it(
    phone: Client, ana: User, clock: Any
) -> None:
    change(phone)
    first_no = link(letter(OLD))
    clock.shift(timedelta(minutes=1))
    prove(phone, User.objects.get(pk=ana.pk), method="code", email=NEW)
    change(phone, OLD)
    sign_in(Client(), OLD)
    set_up(phone, Device())
    assert "has this one again" in text(Client().get(first_no))
    assert "The change is undone" in text(Client().post(first_no, follow=True))
    assert address_of(ana) == OLD
    assert phone.get("/me/").status_code == 302
    assert not Authenticator.objects.exists()


def test_an_address_somebody_else_has_by_now_opens_their_account(phone: Client, ana: User) -> None:
    change(phone)
    jun, theirs = make_user("jun@example.org", "Jun"), Client()
    sign_in(theirs, "jun@example.org")
    change(theirs, OLD)
    visitor = Client()
    sign_in(visitor, OLD)
    assert visitor.session["_auth_user_id"] == str(jun.pk)


def test_undoing_takes_back_what_came_after_it(phone: Client, ana: User, clock: Any) -> None:
    """A thief who changed the address twice holds a link that gives the first of them back."""
    change(phone, "thief@example.org")
    clock.shift(timedelta(minutes=1))
    prove(phone, User.objects.get(pk=ana.pk), method="code", email="thief@example.org")
    change(phone, "thief.too@example.org")
    thiefs_link = link(letter("thief@example.org"))
    Client().post(link(letter(OLD)))
    assert address_of(ana) == OLD
    Client().post(thiefs_link)
    assert address_of(ana) == OLD


def test_after_a_week_the_old_address_is_told_whom_to_ask(
    phone: Client, ana: User, clock: Any
) -> None:
    change(phone)
    no = link(letter(OLD))
    clock.shift(timedelta(days=7, hours=1))
    assert "too late for this link" in text(Client().get(no))
    Client().post(no)
    assert address_of(ana) == NEW


def test_who_lost_the_mailbox_waits_three_days(with_passkey: Client, ana: User, clock: Any) -> None:
    assert "Your old address can say no until then" in text(change(with_passkey))
    assert "27 November" in letter(OLD)
    clock.shift(timedelta(days=2, hours=23))
    assert services.finish_due_email_changes() == 0
    clock.shift(timedelta(hours=2))
    assert services.finish_due_email_changes() == 1
    assert services.finish_due_email_changes() == 0
    assert address_of(ana) == NEW


def test_in_those_days_the_old_address_can_say_no(
    with_passkey: Client, ana: User, clock: Any
) -> None:
    change(with_passkey)
    assert "The change is stopped" in text(Client().post(link(letter(OLD)), follow=True))
    clock.shift(timedelta(days=4))
    assert services.finish_due_email_changes() == 0
    assert address_of(ana) == OLD


def test_she_stops_her_own_waiting_change_or_asks_for_another(
    with_passkey: Client, ana: User, clock: Any
) -> None:
    change(with_passkey)
    change(with_passkey, "third@example.org")
    page = text(with_passkey.get("/me/email/"))
    assert "third@example.org" in page
    assert NEW not in page
    with_passkey.post("/me/email/stay/")
    clock.shift(timedelta(days=4))
    assert services.finish_due_email_changes() == 0


def test_an_address_that_has_an_account_is_said_only_to_who_reads_it(
    phone: Client, ana: User
) -> None:
    make_user("jun@example.org", "Jun")
    pages = []
    for address in ("jun@example.org", "nobody@example.org"):
        answer = phone.post("/me/email/", {"email": address})
        page = text(phone.get("/me/email/code/")).replace(address, "X")
        pages.append((answer.status_code, re.sub(r'value="[^"]+"', "", page)))
        pages[-1] += (len([m for m in mail.outbox if m.to == [address]]),)
    assert pages[0] == pages[1]
    answer = change(phone, "jun@example.org")
    assert "has an account of its own" in text(answer)
    assert address_of(ana) == OLD


def test_the_address_she_has_is_no_change(phone: Client) -> None:
    assert "the address you have already" in text(change(phone, OLD))


def test_an_address_taken_in_the_meantime_ends_the_change(
    with_passkey: Client, ana: User, clock: Any
) -> None:
    change(with_passkey)
    make_user(NEW, "Newcomer")
    clock.shift(timedelta(days=4))
    assert services.finish_due_email_changes() == 0
    assert address_of(ana) == OLD


def test_the_database_keeps_one_change_at_a_time_and_none_unproved(ana: User) -> None:
    fields: dict[str, Any] = {
        "user": ana,
        "old_email": OLD,
        "new_email": NEW,
        "asked_at": START,
        "due_at": START,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        EmailChange.objects.create(**fields, done_at=START)
    EmailChange.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmailChange.objects.create(**fields)


def test_the_person_is_locked_before_the_change_so_that_none_waits_for_another(
    with_passkey: Client, ana: User, clock: Any
) -> None:
    """Saying no while somebody changes it again, or while it is due: one of the two would fail."""
    change(with_passkey)
    waiting = EmailChange.objects.get()
    clock.shift(timedelta(days=4))
    for step in (
        services.finish_due_email_changes,
        lambda: services.stop_email_change(waiting),
        lambda: services.change_email(ana, "third@example.org", has_read_old=False),
    ):
        with CaptureQueriesContext(connection) as caught:
            step()
        locks = [query["sql"] for query in caught if "FOR UPDATE" in query["sql"]]
        assert 'FROM "accounts_user"' in locks[0]


def test_a_link_that_is_none_gets_a_plain_page(client: Client) -> None:
    for path in ("/address/made-up/no/", "/address/made-up/yes/"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_a_link_to_say_no_is_none_to_say_yes(with_passkey: Client) -> None:
    change(with_passkey)
    assert Client().get(link(letter(OLD)).replace("/no/", "/yes/")).status_code == 404
