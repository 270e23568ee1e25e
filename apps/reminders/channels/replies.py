"""What people write back to a text: a number, or a word of their own language. Plain values in and out."""

import unicodedata
from enum import Enum


class Reply(Enum):
    FIRST = 0  # the first of the answers that were offered, and so on
    SECOND = 1
    THIRD = 2
    STOP = "stop"
    START = "start"
    HELP = "help"


WORDS = {
    Reply.FIRST: "1 yes y ok okay sure done sí si vale voy hecho iré 是 好 好的 可以 行 能 去 会去 一 完成 做完了",
    Reply.SECOND: "2 no n cannot can't cant não no_puedo imposible 不 否 不行 不能 不去 不可以 去不了 二",
    Reply.THIRD: "3 lift ride i_need_a_lift need_a_lift transporte coche necesito_transporte 接送 需要接送 要车 三",
    Reply.STOP: (
        "stop stopall unsubscribe cancel end quit revoke optout arret baja alto parar"
        " t td 退订 停 停止 取消订阅 不要再发"
    ),
    Reply.START: "start unstop resume alta empezar iniciar 开始 恢复 恢复订阅 重新订阅",
    Reply.HELP: "help info ayuda 帮助 说明 ?",
}
MEANINGS = {
    word.replace("_", " "): reply for reply, words in WORDS.items() for word in words.split()
}


def understand(text: str) -> Reply | None:
    """None for whatever is none of our words: it is for people to read, and nobody guesses."""
    words = _simple(text)
    return MEANINGS.get(words) or MEANINGS.get(words.replace(" ", ""))


def _simple(text: str) -> str:
    """Small letters and digits as they are typed here, without signs around them."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    kept = "".join(s if s.isalnum() or s in " '?" else " " for s in folded)
    words = " ".join(kept.split())
    return words if words.strip("? ") == "" else words.strip("?' ")
