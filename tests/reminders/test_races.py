"""Two taps at once on the pages of wishes: both are saved, one after the other."""

from collections.abc import Callable
from typing import Any

import pytest

from apps.reminders import services
from apps.reminders.models import HourWish, Mute
from apps.reminders.rules import DAY, Muted
from tests.careplan.test_races import at_once, people

pytestmark = pytest.mark.django_db(transaction=True)


def mute_all() -> tuple[Callable[[], object], Any]:
    _patient, coordinator, _helper = people()
    muted = [Muted(coordinator.circle.pk)]
    return lambda: services.set_own_place(coordinator, hears_all=True, muted=muted), Mute


def change_hours() -> tuple[Callable[[], object], Any]:
    _patient, coordinator, _helper = people()
    hours = {"appointment": frozenset({DAY})}
    return lambda: services.set_circle_defaults(
        coordinator, hours=hours, for_patient=None
    ), HourWish


@pytest.mark.parametrize("prepare", [mute_all, change_hours])
def test_two_taps_at_once_are_both_saved(prepare: Callable[[], Any]) -> None:
    save, model = prepare()
    at_once(save)
    wanted = model.objects.count()
    assert wanted
    for _round in range(5):
        model.objects.all().delete()
        assert at_once(save, save) == [None, None]
        assert model.objects.count() == wanted
