"""Local times and the moments they mean, clock changes included."""

from datetime import date, datetime, time

import pytest
from django import forms

from apps.core.forms import ZoneField
from apps.core.zones import DoubledTime, SkippedTime, is_zone, known_zones, moment


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        (date(2026, 11, 24), time(10, 30), "Europe/London", "2026-11-24T10:30"),
        (date(2026, 7, 1), time(10, 30), "Europe/London", "2026-07-01T09:30"),
        (date(2026, 7, 1), time(10, 30), "Asia/Kathmandu", "2026-07-01T04:45"),
        (date(2028, 2, 29), time(0, 0), "Asia/Shanghai", "2028-02-28T16:00"),
        (date(2026, 3, 29), time(1, 30), "Europe/London", "2026-03-29T01:30"),
        (date(2026, 10, 25), time(1, 30), "Europe/London", "2026-10-25T00:30"),
    ],
)
def test_a_local_time_is_one_moment(day: date, at: time, zone: str, utc: str) -> None:
    assert moment(day, at, zone) == datetime.fromisoformat(f"{utc}+00:00")


def test_a_time_that_the_clocks_skip_is_refused_where_a_person_types_it() -> None:
    with pytest.raises(SkippedTime):
        moment(date(2026, 3, 29), time(1, 30), "Europe/London", strict=True)


def test_a_time_that_comes_twice_is_refused_where_a_person_types_it() -> None:
    with pytest.raises(DoubledTime):
        moment(date(2026, 10, 25), time(1, 30), "Europe/London", strict=True)


def test_the_hours_around_a_clock_change_are_accepted() -> None:
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        for hour in (0, 3):
            assert moment(day, time(hour), "Europe/London", strict=True)


def test_zones_are_places() -> None:
    assert is_zone("Europe/Madrid")
    assert is_zone("UTC")
    assert not is_zone("Mars/Base")
    assert not is_zone("Etc/GMT+3")
    assert len(known_zones()) > 300


class Place(forms.Form):
    zone = ZoneField()


def test_of_all_the_zones_the_one_that_stands_is_chosen() -> None:
    shown = str(Place(initial={"zone": "America/New_York"})["zone"])
    assert shown.count("<option") == len(known_zones())
    assert shown.count(" selected") == 1
    assert '<option value="America/New_York" selected>America/New York</option>' in shown


def test_what_is_no_zone_is_refused_and_never_shown() -> None:
    form = Place({"zone": '"><b>'})
    assert "zone" in form.errors
    assert "<b>" not in str(form["zone"])
