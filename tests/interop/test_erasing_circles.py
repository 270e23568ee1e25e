"""Erasing a circle: who may, who is told, and that nothing of it is left."""

from collections.abc import Callable

from django.core import mail
from django.test import Client

from apps.accounts.models import User
from apps.careplan.models import Appointment
from apps.circles.models import Circle, Membership
from apps.core import clock
from apps.interop import services
from tests.access.conftest import fill
from tests.interop.test_erasing import later
from tests.people import Cast


def test_a_circle_is_erased_for_everyone_after_all_were_told(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    fill(cast.circle, cast.coordinator)
    mail.outbox.clear()
    url = f"/c/{cast.circle.pk}/data/erasure/"
    assert phone(cast.patient).post(url, {"sure": "on"}).status_code == 302
    told = {address for message in mail.outbox for address in message.to}
    assert told >= {cast.coordinator.email, cast.helper.email, cast.follower.email}
    assert cast.patient.email not in told
    assert all("Mei" not in message.subject + str(message.body) for message in mail.outbox)
    with later(15):
        services.erase_due()
    assert not Circle.objects.filter(pk=cast.circle.pk).exists()
    assert not Appointment.objects.filter(circle=cast.circle.pk).exists()
    assert User.objects.filter(pk=cast.patient.pk).exists()


def test_a_coordinator_cannot_erase_the_patients_circle_nor_stop_her(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    url = f"/c/{cast.circle.pk}/data/erasure/"
    response = phone(cast.coordinator).post(url, {"sure": "on"})
    assert response.status_code == 422
    assert "Only Mei can do this." in response.content.decode()
    services.ask_to_erase_circle(cast.access(cast.patient))
    phone(cast.coordinator).post(f"{url}stop/")
    cast.circle.refresh_from_db()
    assert cast.circle.erase_at is not None


def test_while_the_patient_is_not_there_whoever_plans_can_erase_it(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    Membership.objects.filter(user=cast.patient).update(ended_at=clock.now())
    url = f"/c/{cast.circle.pk}/data/erasure/"
    assert phone(cast.coordinator).post(url, {"sure": "on"}).status_code == 302


def test_a_helper_never_erases_a_circle_whatever_they_may_change(
    cast: Cast, phone: Callable[[User], Client]
) -> None:
    Membership.objects.filter(user=cast.patient).update(ended_at=clock.now())
    helper = Membership.objects.get(user=cast.helper)
    helper.levels |= {"people": 3}
    helper.save()
    client, url = phone(cast.helper), f"/c/{cast.circle.pk}/data/erasure/"
    assert url not in client.get(f"/c/{cast.circle.pk}/data/").content.decode()
    response = client.post(url, {"sure": "on"})
    assert response.status_code == 422
    assert "somebody who coordinates" in response.content.decode()
    services.ask_to_erase_circle(cast.access(cast.coordinator))
    client.post(f"{url}stop/")
    assert Circle.objects.get(pk=cast.circle.pk).erase_at is not None
