"""Phone numbers as people type them, and which of them may get a text."""

import pytest

from apps.core import phones

EVERYWHERE = ("gb", "us", "es", "cn")


@pytest.mark.parametrize(
    ("typed", "country", "full"),
    [
        ("07700 900123", "gb", "+447700900123"),
        ("(07700) 900-123", "gb", "+447700900123"),
        ("+44 7700 900123", "es", "+447700900123"),
        ("0044 7700 900123", "gb", "+447700900123"),
        ("+44 (0) 7700 900123", "us", "+447700900123"),
        ("612 34 56 78", "es", "+34612345678"),
        ("138 1234 5678", "cn", "+8613812345678"),
        ("１３８１２３４５６７８", "cn", "+8613812345678"),  # full-width digits
        ("(202) 555-0143", "us", "+12025550143"),
        ("+1 202 555 0143", "gb", "+12025550143"),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, country: str, full: str) -> None:
    assert phones.read(typed, country) == full


@pytest.mark.parametrize("typed", ["612 345 678", "138 1234 5678", "12345"])
def test_digits_that_fit_no_number_of_the_country_lack_one(typed: str) -> None:
    with pytest.raises(phones.UnknownCountry):
        phones.read(typed, "gb")


@pytest.mark.parametrize("typed", ["", "ana", "+", "+44", "+44 12", "+999 123456789", "07" * 20])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(phones.NotAPhone):
        phones.read(typed, "gb")


@pytest.mark.parametrize(
    ("number", "countries", "may"),
    [
        ("+447700900123", EVERYWHERE, True),
        ("+447911123456", ("gb",), True),  # Guernsey shares the United Kingdom's numbers
        ("+34612345678", EVERYWHERE, True),
        ("+34612345678", ("gb",), False),
        ("+447700900123", (), False),
        ("+442071838750", EVERYWHERE, False),  # a landline
        ("+449098790000", EVERYWHERE, False),  # costs whoever calls
        ("+12025550143", EVERYWHERE, True),
        ("+18764000000", EVERYWHERE, False),  # Jamaica, which begins with 1 too
    ],
)
def test_texts_go_to_mobile_phones_of_allowed_countries(
    number: str, countries: tuple[str, ...], may: bool
) -> None:
    assert phones.may_get_texts(number, countries) is may


def test_a_number_is_shown_with_the_spaces_people_know() -> None:
    assert phones.shown("+447700900123") == "+44 7700 900123"
    assert phones.shown("+34612345678") == "+34 612 34 56 78"
