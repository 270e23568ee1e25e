"""A channel that takes nothing any more is noticed, though rows are put off after each try and others get through."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from time_machine import Traveller

from apps.accounts import passkeys
from apps.accounts.models import User
from apps.core import health
from apps.core.clock import now
from apps.core.site_guide import guide
from apps.demo.gateway import Trouble
from apps.reminders import rules, selectors, services
from apps.reminders.models import Alarm, Delivery, Preference, Pulse
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink, Visit, regular
from tests.reminders.gateways import Texts
from tests.reminders.mail_services import Service, mail_service

pytestmark = pytest.mark.django_db
HERS = "+447700900123"
PATIENCE = timedelta(minutes=11)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)

KeepTrying = Callable[..., None]


@pytest.fixture
def mailgun(settings: Any) -> Iterator[Service]:
    with mail_service(settings) as running:
        yield running


@pytest.fixture
def by_text(cast: Cast) -> User:
    """The patient wants texts and nothing else."""
    cast.patient.phone = HERS
    cast.patient.save()
    Preference.objects.create(user=cast.patient, channels=["sms"])
    return cast.patient


@pytest.fixture
def keep_trying(clock: Traveller, send_due: SendDue) -> KeepTrying:
    def run(
        until: datetime = WEEK_BEFORE + PATIENCE, every: timedelta = timedelta(seconds=30)
    ) -> None:
        """What beat and a worker do meanwhile, twice a minute or as often as it is said."""
        if now() < WEEK_BEFORE:
            clock.move_to(WEEK_BEFORE)
        while now() <= until:
            services.tick()
            send_due()
            clock.shift(every)

    return run


def is_ready() -> bool:
    return health.readiness()["reminders"]


def alarms() -> set[str]:
    return set(Alarm.objects.values_list("name", flat=True))


def minutes(number: float) -> datetime:
    return NOON + timedelta(minutes=number)


@pytest.mark.parametrize(
    ("since", "failed", "at", "is_dead"),
    [
        (None, None, 60, False),
        (None, 0, 60, False),
        (0, 9, 9, False),
        (0, 10, 10, False),
        (0, 10, 10.1, True),
        (0, 1, 60, False),  # one message, until the next way took over
        (0, 5, 20, False),
        (0, 5.1, 20, True),
        (0, 5.1, 65, True),
        (0, 5.1, 65.1, False),  # nobody tries any more
        (0, 600, 620, True),
    ],
)
def test_when_a_channel_is_dead(
    since: float | None, failed: float | None, at: float, *, is_dead: bool
) -> None:
    begun = None if since is None else minutes(since)
    last = None if failed is None else minutes(failed)
    assert rules.is_dead(begun, last, minutes(at)) is is_dead


def test_a_server_that_refuses_our_sender_is_noticed_and_told_of_once_it_can_be(
    planned: Occasion, sink: Sink, clock: Traveller, keep_trying: KeepTrying
) -> None:
    sink.refuse_sender = "553 not from you"
    keep_trying()
    assert selectors.figures().queue_seconds < 600
    assert (is_ready(), alarms()) == (False, {"email_dead"})
    sink.forget()
    clock.shift(timedelta(minutes=5))
    services.tick()
    assert is_ready() is False  # nothing was tried since
    [alarm] = sink.to(guide().contact_email)
    assert alarm["Subject"].endswith("reminders stand still")
    assert "mail server" in str(alarm.get_body())
    keep_trying(until=WEEK_BEFORE + timedelta(hours=1), every=timedelta(minutes=5))
    assert (is_ready(), alarms()) == (True, set())
    assert len(sink.to(guide().contact_email)) == 1


@pytest.mark.parametrize("status", [401, 503])
def test_a_dead_gateway_is_noticed_while_mail_goes_on(
    visit: Visit, cast: Cast, by_text: User, texts: Texts, sink: Sink, keep_trying: KeepTrying,
    status: int,
) -> None:  # fmt: skip
    services.plan(visit(people=(by_text, cast.coordinator)))
    texts.troubles.append(Trouble(status=status, times=999))
    keep_trying()
    assert len(sink.to(cast.coordinator.email)) == 1
    assert (is_ready(), alarms()) == (False, {"sms_dead"})
    assert is_ready() is False
    [alarm] = sink.to(guide().contact_email)
    assert "text gateway" in str(alarm.get_body())


def test_a_mail_server_that_is_away_is_noticed_while_texts_go_on(
    visit: Visit, cast: Cast, by_text: User, texts: Texts, keep_trying: KeepTrying, settings: Any
) -> None:
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    services.plan(visit(people=(by_text, cast.coordinator)))
    keep_trying()
    assert len(texts.to(HERS)) == 1
    assert (is_ready(), alarms()) == (False, {"email_dead"})


def test_with_a_mail_service_the_alarm_goes_by_its_api_as_soon_as_it_takes_something(
    planned: Occasion, mailgun: Service, clock: Traveller, keep_trying: KeepTrying, settings: Any
) -> None:
    settings.SMTP = {}
    mailgun.status = 401
    keep_trying()
    assert (is_ready(), alarms()) == (False, {"email_dead"})
    mailgun.status = 200
    clock.shift(timedelta(minutes=5))
    assert is_ready() is False
    assert b"has+taken+nothing" in mailgun.taken[0] or b"has taken nothing" in mailgun.taken[0]


def test_an_smtp_server_beside_a_mail_service_is_for_the_alarm_alone(
    planned: Occasion, cast: Cast, mailgun: Service, sink: Sink, keep_trying: KeepTrying
) -> None:
    mailgun.status = 500
    keep_trying()
    assert is_ready() is False
    assert [to for to, _message in sink.taken] == [guide().contact_email]


def test_a_mail_service_that_is_not_set_up_is_told_of_too(
    planned: Occasion, mailgun: Service, keep_trying: KeepTrying, settings: Any
) -> None:
    settings.SMTP, settings.ANYMAIL = {}, {}
    keep_trying()
    assert (is_ready(), alarms()) == (False, {"email_dead"})


def test_one_full_mailbox_among_others_is_no_trouble(
    visit: Visit, cast: Cast, sink: Sink, clock: Traveller, keep_trying: KeepTrying
) -> None:
    services.plan(visit(people=(cast.patient,)))
    sink.refuse_recipient[cast.patient.email] = "452 full"
    keep_trying(until=WEEK_BEFORE + timedelta(minutes=5))
    services.queue([EmailMessage("Code", "123456", to=[cast.helper.email])])
    keep_trying()
    assert is_ready() is True


def test_staff_and_metrics_see_which_channel_it_is(
    planned: Occasion, cast: Cast, sink: Sink, keep_trying: KeepTrying, settings: Any,
    client_for: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.METRICS_TOKEN = "a-token"
    sink.refuse_sender = "553 not from you"
    keep_trying()
    monkeypatch.setattr(passkeys, "was_used_today", lambda *_: True)
    User.objects.filter(pk=cast.helper.pk).update(is_staff=True)
    page = client_for(cast.helper).get("/staff/outbox/").content.decode()
    assert "By email: nothing has been taken for a while" in page
    text = Client().get("/metrics", headers={"Authorization": "Bearer a-token"}).content.decode()
    assert 'alongside_reminders_failing_seconds{channel="email"} 690.0' in text
    assert "alongside_reminders_alarm 1" in text


def test_looking_costs_the_same_however_much_was_tried(
    planned: Occasion, sink: Sink, keep_trying: KeepTrying, django_assert_num_queries: Any
) -> None:
    sink.refuse_sender = "553 not from you"
    keep_trying()
    assert Pulse.objects.count() == 1
    with django_assert_num_queries(6):
        selectors.figures()


def test_each_way_waits_the_longer_the_more_often_it_has_failed_itself(
    planned: Occasion, by_text: User, texts: Texts, sink: Sink, send_due: SendDue, clock: Traveller
) -> None:
    """After three failed texts the first mail that fails is tried again as soon as the first text was."""
    Preference.objects.update(channels=["sms", "email"])
    texts.troubles.append(Trouble(status=503, times=99))
    sink.refuse_data = "451 not now"
    waits = list[float]()
    for _ in range(4):
        clock.move_to(max(regular(rules.WEEK).due_at, WEEK_BEFORE))
        send_due()
        waits.append((regular(rules.WEEK).due_at - now()).total_seconds())
    tried = Delivery.objects.order_by("attempt").values_list("channel", flat=True)
    assert list(tried) == ["sms", "sms", "sms", "email"]
    assert all(
        0.7 < wait / usual < 1.3 for wait, usual in zip(waits, (10, 20, 40, 10), strict=True)
    )
