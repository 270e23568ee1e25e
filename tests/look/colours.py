"""Reads the colours of tokens.css as a browser does, so that contrast can be measured without one."""

import math
import re
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[2] / "static/css/tokens.css"

_scale = re.compile(r"(--[\w-]+): oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\);")
_role = re.compile(r"(--color-[\w-]+): light-dark\(var\((--[\w-]+)\), var\((--[\w-]+)\)\);")

Linear = tuple[float, float, float]


def roles(theme: str) -> dict[str, Linear]:
    """Every colour role as linear sRGB, in the ``light`` or the ``dark`` theme."""
    css = TOKENS.read_text(encoding="utf-8")
    scale = {
        name: _linear_srgb(float(lightness) / 100, float(chroma), float(hue))
        for name, lightness, chroma, hue in _scale.findall(css)
    }
    return {
        role: scale[light if theme == "light" else dark] for role, light, dark in _role.findall(css)
    }


def contrast(one: Linear, other: Linear) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def as_hex(colour: Linear) -> str:
    return "#" + "".join(f"{round(_gamma(channel) * 255):02x}" for channel in colour)


def _linear_srgb(lightness: float, chroma: float, hue: float) -> Linear:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _within(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _within(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _within(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _within(channel: float) -> float:
    return min(1.0, max(0.0, channel))


def _luminance(colour: Linear) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _gamma(channel: float) -> float:
    if channel <= 0.0031308:
        return 12.92 * channel
    return float(1.055 * channel ** (1 / 2.4) - 0.055)
