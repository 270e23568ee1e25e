"""The invented family: what Mei decided about her people can be seen, and a second start changes none of it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from apps.accounts.models import User
from apps.careplan import services as careplan
from apps.careplan.models import Appointment
from apps.circles.access import open_circle
from apps.circles.models import AccessPeriod, Membership, Receipt
from apps.circles.services import remove_member
from apps.core import clock
from apps.demo import services
from apps.demo.ids import demo_id
from apps.demo.story import NEAR

pytestmark = pytest.mark.django_db


def page_of(client: Client, key: str, path: str) -> str:
    client.force_login(User.objects.get(email=f"{key}@demo.example"))
    return client.get(f"/c/{demo_id('circle')}/{path}").content.decode()


def test_mei_shares_differently_with_each_and_a_second_start_changes_none_of_it(
    client: Client,
) -> None:
    services.build()
    counts = [model.objects.count() for model in (Membership, AccessPeriod, Receipt)]
    services.build()
    again = [model.objects.count() for model in (Membership, AccessPeriod, Receipt)]
    assert again[:2] == counts[:2]
    assert again[2] - counts[2] <= 1  # the next visit moves along
    people = page_of(client, "mei", "people/")
    assert "Still right: Jun Cole" in people
    assert "Tom from the choir" in people
    rosa = next(line for line in people.split("</li>") if "Rosa Diaz</a>" in line)
    assert "· close" in rosa
    lee = Membership.objects.get(user__email="lee@demo.example", ended_at=None)
    assert lee.ends_on
    history = page_of(client, "mei", f"people/{lee.pk}/")
    assert history.count("in the circle") >= 2
    assert "Further back" in page_of(client, "mei", "people/looked/")
    for key, sees in {"mei": True, "ana": True, "rosa": True, "jun": False, "lee": False}.items():
        assert ("counsellor" in page_of(client, key, "plan/")) is sees
    for key, sees in {"ana": True, "mei": False, "jun": False}.items():
        assert ("birthday cake" in page_of(client, key, "tasks/")) is sees


def test_it_starts_again_months_later_and_after_somebody_was_taken_out() -> None:
    """Lee stays until a day that has passed by then, and the history is forgotten."""
    services.build()
    later = clock.now() + timedelta(days=60)
    near = Appointment.objects.filter(pk=demo_id(NEAR.key))
    with time_machine.travel(later, tick=False):
        careplan.forget_old_changes()
        services.build()
        assert near.get().starts_at > later
        mei = open_circle(User.objects.get(email="mei@demo.example"), demo_id("circle"))
        jun = Membership.objects.get(user__email="jun@demo.example", circle=mei.circle)
        remove_member(mei, jun.pk, tell=False)
    with time_machine.travel(later + timedelta(hours=1), tick=False):
        services.build()
        assert near.get().starts_at > later + timedelta(hours=3)
