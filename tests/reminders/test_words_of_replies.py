"""What people write back, in the words of three languages."""

import pytest

from apps.reminders.channels.replies import Reply, understand


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("1", Reply.FIRST),
        (" １ ", Reply.FIRST),
        ("1.", Reply.FIRST),
        ("Yes!", Reply.FIRST),
        ("SÍ", Reply.FIRST),
        ("好的。", Reply.FIRST),
        ("可 以", Reply.FIRST),
        ("2", Reply.SECOND),
        ("No", Reply.SECOND),
        ("can’t", Reply.SECOND),
        ("No puedo", Reply.SECOND),
        ("去不了", Reply.SECOND),
        ("3", Reply.THIRD),
        ("I need a lift", Reply.THIRD),
        ("接送", Reply.THIRD),
        ("stop", Reply.STOP),
        ("STOP.", Reply.STOP),
        ("Baja", Reply.STOP),
        ("退订", Reply.STOP),
        ("TD", Reply.STOP),
        ("Start", Reply.START),
        ("ALTA", Reply.START),
        ("开始", Reply.START),
        ("HELP", Reply.HELP),
        ("?", Reply.HELP),
        ("ayuda", Reply.HELP),
        ("帮助", Reply.HELP),
    ],
)
def test_a_word_of_ours_is_understood(words: str, meant: Reply) -> None:
    assert understand(words) is meant


@pytest.mark.parametrize(
    "words",
    ["", "4", "12", "yes but later", "Who is this?", "不知道", "🌷", "don't stop", "x" * 2000],
)
def test_nothing_else_is_guessed(words: str) -> None:
    assert understand(words) is None
