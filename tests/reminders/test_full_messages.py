"""From the choice on the page "Reminders" to the messages that come: more for who allowed it, never in the subject."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from time_machine import Traveller

from apps.reminders.channels.length import messages
from tests.careplan.drafts import make_appointment, when
from tests.people import Cast
from tests.reminders.conftest import NOON, SendDue, Sink
from tests.reminders.gateways import Texts

pytestmark = pytest.mark.django_db
IN_THREE_DAYS = (NOON + timedelta(days=3)).date()
EVENING_BEFORE = NOON + timedelta(days=2, hours=6)
HERS = "+447700900123"


@pytest.mark.parametrize("says_more", ["no", "yes"])
def test_a_visit_is_told_as_each_person_chose(
    cast: Cast, client_for: Callable[..., Client], texts: Texts, sink: Sink, clock: Traveller,
    send_due: SendDue, never_quiet: None, says_more: str,
) -> None:  # fmt: skip
    cast.patient.phone = HERS
    cast.patient.save()
    form = {"at_once": ["email", "sms"], "says_more": says_more, "hours_appointment": [1440]}
    response = client_for(cast.patient).post("/me/reminders/", form)
    assert response.status_code == 302, response.content.decode()
    coordinator = cast.access(cast.coordinator)
    make_appointment(
        coordinator, title="Secret scan", place="Secret ward", when=when(IN_THREE_DAYS)
    )
    clock.move_to(EVENING_BEFORE)
    send_due()
    mail = sink.to(cast.patient.email)[-1]
    body = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    assert body
    assert html
    text = texts.to(HERS)[-1]
    assert "Secret" not in str(mail["Subject"])
    for words in (body.get_content(), html.get_content(), text):
        assert ("Secret scan on Friday 4 December" in words) is (says_more == "yes")
        assert ("Where: Secret ward." in words) is (says_more == "yes")
        assert "Friday 4 December at 10:30" in words
    assert messages(text) <= 2
    others = sink.to(cast.coordinator.email)[-1].get_body(("plain",))
    assert others
    assert "Secret" not in others.get_content()
