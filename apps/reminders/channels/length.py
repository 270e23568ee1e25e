"""How much of a text fits into the messages it is carried and paid in. Plain values in and out.

Where every sign is one of GSM-7's a message holds 160 of them, else it is UCS-2 and holds 70. Longer texts go
in parts, which are a little smaller because each says to which text it belongs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")  # two units each
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "}
    | {"\u202f": " ", "·": "-", "•": "-"}
)
SHORTENED = "..."


@dataclass(frozen=True, slots=True)
class Alphabet:
    name: str
    alone: int  # units in a text of one message
    part: int  # units in each message of a longer one


GSM = Alphabet("GSM-7", 160, 153)
UCS = Alphabet("UCS-2", 70, 67)


def alphabet(text: str) -> Alphabet:
    return GSM if all(sign in BASIC or sign in EXTENDED for sign in text) else UCS


def messages(text: str) -> int:
    """How many messages carry it. A sign of two units is never torn in two."""
    kind = alphabet(text)
    sizes = [_units(sign, kind) for sign in text]
    if sum(sizes) <= kind.alone:
        return 1
    count, room = 1, kind.part
    for size in sizes:
        if size > room:
            count, room = count + 1, kind.part
        room -= size
    return count


def plain(text: str) -> str:
    """Typographic signs as the keyboard has them, where that spares the dear alphabet; else as it was."""
    simple = text.translate(PLAIN)
    return simple if alphabet(simple) is GSM else text


def fit(words: str, endings: Iterable[str], most: int) -> str:
    """``words`` and what must follow whole, shortened at the end of a word until ``most`` messages carry it.

    When even that does not do, endings go, the last first: put first what matters more.
    """
    kept = [plain(ending) for ending in endings if ending]
    words = plain(words)
    while kept and messages("\n".join([SHORTENED, *kept])) > most:
        kept.pop()
    for candidate in _shorter_and_shorter(words):
        text = "\n".join([candidate, *kept])
        if messages(text) <= most:
            return text
    return "\n".join(kept)


def _shorter_and_shorter(words: str) -> Iterable[str]:
    yield words
    for end in range(len(words) - 1, 0, -1):
        is_end_of_word = words[end].isspace() or not words[end].isascii()
        if is_end_of_word:
            yield words[:end].rstrip() + SHORTENED


def _units(sign: str, kind: Alphabet) -> int:
    if kind is GSM:
        return 2 if sign in EXTENDED else 1
    return len(sign.encode("utf-16-be")) // 2
