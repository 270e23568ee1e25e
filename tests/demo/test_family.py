"""The invented family: what Mei decided about her people can be seen, and a second start changes none of it."""

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.circles.models import AccessPeriod, Membership, Receipt
from apps.demo import services
from apps.demo.ids import demo_id

pytestmark = [pytest.mark.long, pytest.mark.django_db]


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
