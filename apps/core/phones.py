"""Phone numbers: read as people type them, kept like +447700900123, and which of them may get a text."""

from collections.abc import Collection

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

# Ofcom keeps these ranges for stories: no phone has these numbers, and the demo and its pictures do.
INVENTED = "+447700900"
INVENTED_LANDLINE = "+441632960"
MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
# Islands that share the United Kingdom's numbers.
BELONGS_TO = {"GG": "GB", "JE": "GB", "IM": "GB"}


class NotAPhone(ValueError):
    """No number of any country, as far as anyone can tell."""


class UnknownCountry(NotAPhone):
    """Digits without a country, and not a number of the country that was guessed."""


def read(typed: str, country: str) -> str:
    """The number in full. One without a country is taken for one of ``country`` ("gb").

    Raises UnknownCountry or NotAPhone.
    """
    try:
        number = phonenumbers.parse(typed, country.upper())
    except NumberParseException as error:
        raise NotAPhone(typed) from error
    if phonenumbers.is_valid_number(number) or is_of_a_story(number):
        return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
    has_country = typed.strip().startswith(("+", "\uff0b", "00"))
    raise NotAPhone(typed) if has_country else UnknownCountry(typed)


def is_of_a_story(number: PhoneNumber) -> bool:
    full = str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
    return _is_invented(full) or _is_invented(full, INVENTED_LANDLINE)


def may_get_texts(number: str, countries: Collection[str]) -> bool:
    """Whether it is a mobile number of one of these countries: no landline, nothing that costs the caller."""
    parsed = phonenumbers.parse(number)
    mobile = phonenumbers.number_type(parsed) in MOBILE or _is_invented(number)
    return mobile and country_of(number) in countries


def is_phone(address: str) -> bool:
    """Numbers are kept in full, like +447700900123; no email address begins like that and has no @."""
    return address.startswith("+") and "@" not in address


def country_of(number: str) -> str:
    """Like "gb"; empty for a number of no country."""
    if _is_invented(number):
        return "gb"
    region = phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    return BELONGS_TO.get(region, region).lower()


def from_anywhere(number: str) -> str:
    """What is dialled for a number with its country: "+44 (0)20 7946 0000" becomes "+442079460000".

    Of a country nobody knows it stays as it is.
    """
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return number
    return str(phonenumbers.format_number(parsed, PhoneNumberFormat.E164))


def shown(number: str) -> str:
    """With the spaces people know."""
    parsed: PhoneNumber = phonenumbers.parse(number)
    return str(phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL))


def _is_invented(number: str, among: str = INVENTED) -> bool:
    return number.startswith(among) and len(number) == len(among) + 3
