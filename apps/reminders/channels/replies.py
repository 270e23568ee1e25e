"""What people write back to a text: a number, or a word of their own language. Plain values in and out."""

import unicodedata
from collections.abc import Sequence
from enum import Enum


class Reply(Enum):
    """What the words mean by themselves; which of the answers on offer that is, is the question's business."""

    YES = "yes"
    NO = "no"
    LIFT = "lift"
    DONE = "done"
    STOP = "stop"
    START = "start"
    HELP = "help"


Said = Reply | int  # an int: the answer of that number, from 1

WORDS: dict[Said, str] = {
    Reply.YES: "yes y ok okay sure sí si vale voy iré 是 好 好的 可以 行 能 去 会去",
    Reply.NO: "no n cannot can't cant não no_puedo imposible 不 否 不行 不能 不去 不可以 去不了",
    Reply.LIFT: (
        "lift ride a_lift i_need_a_lift need_a_lift i_need_a_ride need_a_ride"
        " transporte coche necesito_transporte necesito_que_me_lleven 接送 需要接送 要接送 要车 需要车"
    ),
    Reply.DONE: "done it_is_done it's_done all_done hecho ya_está_hecho terminado 完成 完成了 已完成 做完了 做好了",
    Reply.STOP: (
        "stop stopall unsubscribe cancel end quit revoke optout arret baja alto parar"
        " t td 退订 停 停止 取消订阅 不要再发"
    ),
    Reply.START: "start unstop resume alta empezar iniciar 开始 恢复 恢复订阅 重新订阅",
    Reply.HELP: "help info ayuda 帮助 说明 ?",
    1: "1 一",
    2: "2 二",
    3: "3 三",
    4: "4 四",
    5: "5 五",
}
# The code that a word stands for, whatever the subject. It is meant by these words and its number alone.
MEANT_BY = {Reply.YES: "yes", Reply.NO: "no", Reply.LIFT: "lift", Reply.DONE: "done"}
MEANINGS = {word.replace("_", " "): said for said, words in WORDS.items() for word in words.split()}


def understand(text: str) -> Said | None:
    """None for whatever is none of our words: it is for people to read, and nobody guesses."""
    words = _simple(text)
    return MEANINGS.get(words) or MEANINGS.get(words.replace(" ", ""))


def meant(said: Said, codes: Sequence[str]) -> str | None:
    """The answer that was meant, if it is among these. "Yes" is also the one thing that somebody can be asked
    for, but never a refusal, and not that something is done."""
    if isinstance(said, int):
        return codes[said - 1] if said <= len(codes) else None
    if MEANT_BY.get(said) in codes:
        return MEANT_BY[said]
    is_only = len(codes) == 1 and codes[0] not in MEANT_BY.values()
    return codes[0] if said is Reply.YES and is_only else None


def _simple(text: str) -> str:
    """Small letters and digits as they are typed here, without signs around them."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    kept = "".join(s if s.isalnum() or s in " '?" else " " for s in folded)
    words = " ".join(kept.split())
    return words if words.strip("? ") == "" else words.strip("?' ")
