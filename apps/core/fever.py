"""The temperature people are told to call for, read however it is written: waiting for a higher one cost lives."""

import re
import unicodedata

HIGHEST_CELSIUS = 38.0
OF_A_BODY = {*range(35, 46), *range(95, 109)}  # °C and °F
BETWEEN_THE_SCALES = 80

# "º" is what a Spanish keyboard has for "°".
_signs = str.maketrans({"º": "°", "˚": "°", "½": ".5", "·": ".", "'": ".", "’": ".", ",": "."})
_figure = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)(?!\d)"
    r"\s*(°|degrees?\b|grados?\b|度)?"
    r"\s*(?:(c|celsius|centigrade)\b|(f|fahrenheit)\b)?",
    re.IGNORECASE,
)


def temperatures(words: str) -> list[float]:
    """Each in °C. A figure without its unit is one where a body can have that temperature."""
    plain = unicodedata.normalize("NFKC", words.translate(_signs))
    read = (_celsius(float(found[1]), *found.groups()[1:]) for found in _figure.finditer(plain))
    return [degrees for degrees in read if degrees is not None]


def _celsius(figure: float, *units: str | None) -> float | None:
    _degrees, is_c, is_f = units
    if not any(units) and int(figure) not in OF_A_BODY:
        return None
    in_fahrenheit = is_f or (not is_c and figure > BETWEEN_THE_SCALES)
    return round((figure - 32) / 1.8, 2) if in_fahrenheit else figure
