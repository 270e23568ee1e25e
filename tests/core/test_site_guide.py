"""The operator's file and the countries: frozen values, refused when incomplete."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured

from apps.core.checks import (
    demo_stays_at_home,
    fever_is_never_too_high,
    numbers_to_call_are_filled_in,
    operator_file_is_complete,
)
from apps.core.site_guide import LINES, UNSET, country_codes, document, guide

OWN = """
site_name = "North Hospital"
operator_name = "North Hospital Trust"
contact_email = "help@north.example"
country = "gb"
time_zone = "Europe/London"
minimum_age = 16
"""


@pytest.fixture
def own(tmp_path: Path, settings):  # type: ignore[no-untyped-def]
    def write(toml: str, terms: str = "Version: 1\n\nBe kind.") -> None:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        (folder / "site.toml").write_text(toml)
        (folder / "terms.md").write_text(terms)
        (folder / "privacy.md").write_text("Version: 2\n\nWe keep little.")
        settings.SITE_FILE = str(folder / "site.toml")

    return write


def test_the_operators_values_stand_beside_the_countrys(own) -> None:  # type: ignore[no-untyped-def]
    own(OWN)
    assert (guide().site_name, guide().minimum_age) == ("North Hospital", 16)
    assert str(guide().emergency_number) == "999"
    assert document("terms").version == "1"
    assert document("terms").text == "Be kind."


def test_the_operator_can_override_a_countrys_number(own) -> None:  # type: ignore[no-untyped-def]
    own(OWN + '[countries.gb]\nhotline = "0300 123 456"\n')
    assert guide("gb").hotline.number == "0300123456"


@pytest.mark.parametrize(
    ("toml", "terms"),
    [
        ("not toml [", "Version: 1\n"),
        (OWN.replace('site_name = "North Hospital"', ""), "Version: 1\n"),
        (OWN.replace('"gb"', '"xx"'), "Version: 1\n"),
        (OWN.replace("Europe/London", "Europe/Londno"), "Version: 1\n"),
        (OWN.replace("16", '"16"'), "Version: 1\n"),
        ('offered_countries = ["GB"]\n' + OWN, "Version: 1\n"),
        ('offered_countries = ["gb", "uk"]\n' + OWN, "Version: 1\n"),
        ('offered_countries = ["es"]\n' + OWN, "Version: 1\n"),
        ("offered_countries = []\n" + OWN, "Version: 1\n"),
        ('offered_countries = "gb"\n' + OWN, "Version: 1\n"),
        (OWN + '[countries.GB]\nhotline = "999"\n', "Version: 1\n"),
        (OWN, "No version line"),
    ],
)
def test_an_incomplete_file_fails_the_check_with_a_sentence(own, toml: str, terms: str) -> None:  # type: ignore[no-untyped-def]
    own(toml, terms)
    found = operator_file_is_complete(None)
    assert [message.id for message in found] == ["alongside.E001"]
    assert str(found[0].msg)


def test_every_country_has_its_numbers(db: None) -> None:
    for code in country_codes():
        assert guide(code).emergency_number.number


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        guide("xx")


def test_the_demo_runs_on_this_machine_only(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["portal.hospital.example"]
    assert [m.id for m in demo_stays_at_home(None)] == ["alongside.E002"]
    settings.ALLOWED_HOSTS = ["localhost"]
    assert demo_stays_at_home(None) == []


def test_the_demos_pages_cannot_be_installed_outside_the_demo(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Set behind the back of the fixture: rooms are not made for being started twice."""
    monkeypatch.setattr(django_settings, "DEMO", False)
    installed = [*django_settings.INSTALLED_APPS, "apps.demo"]
    monkeypatch.setattr(django_settings, "INSTALLED_APPS", installed)
    assert [m.id for m in demo_stays_at_home(None)] == ["alongside.E003"]


def test_without_a_country_the_words_name_no_number() -> None:
    unset = guide(UNSET)
    assert str(unset.hotline) == "your team's 24-hour number"
    assert not any(getattr(unset, name).number for name in LINES)


def test_what_only_a_hospital_knows_fails_the_deploy_check_until_it_is_given(own) -> None:  # type: ignore[no-untyped-def]
    own('offered_countries = ["gb"]\n' + OWN)
    (found,) = numbers_to_call_are_filled_in(None)
    assert found.id == "alongside.E004"
    assert "gb: hotline, fever" in str(found.msg)
    own('offered_countries = ["gb"]\n' + OWN + '[countries.gb]\nhotline = "1"\nfever = "38 °C"\n')
    assert numbers_to_call_are_filled_in(None) == []


def test_an_operator_offers_only_the_countries_they_serve(own) -> None:  # type: ignore[no-untyped-def]
    own('offered_countries = ["gb", "es"]\n' + OWN)
    assert country_codes() == ["es", "gb"]


@pytest.mark.parametrize(
    "words",
    [
        "38.5 °C or above",
        "38,5 ºC",
        "38'5 grados",
        "38.5 C.",
        "38.5 degrees",
        "38·5",
        "39°C",
        "３８．５度",
        "101 °F or above",
        "100.5F",
        "37.5 °C, or 101 if you are well",
        "a high temperature",
        "what your nurse told you, within 24 hours",
    ],
)
def test_nobody_may_tell_people_to_wait_for_a_higher_fever(own, words: str) -> None:  # type: ignore[no-untyped-def]
    own(OWN + f'[countries.gb]\nfever = "{words}"\n')
    assert [message.id for message in fever_is_never_too_high(None)] == ["alongside.E005"]


@pytest.mark.parametrize(
    "words",
    [
        "37.5 °C or above, or below 36 °C",
        "100.4 °F (38.0 °C) or above, for 1 hour",
        "38, or 37,7 ºC under the arm: ring NHS 111 within 24 hours",
    ],
)
def test_a_careful_fever_may_be_told_in_any_words(own, words: str) -> None:  # type: ignore[no-untyped-def]
    own(OWN + f'[countries.gb]\nfever = "{words}"\n')
    assert fever_is_never_too_high(None) == []


def test_the_demo_says_that_its_numbers_are_invented(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SITE_FILE = str(settings.BASE_DIR / "apps/demo/data/site/site.toml")
    assert numbers_to_call_are_filled_in(None) == fever_is_never_too_high(None) == []
    for code in country_codes():
        assert "invented" in str(guide(code).hotline)
        assert "demo" in str(guide(code).fever)
