"""What people write back, in the words of three languages."""

import pytest

from apps.reminders.channels.replies import Reply, Said, understand
from apps.reminders.channels.replies import meant as meant_of


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("1", 1),
        (" １ ", 1),
        ("1.", 1),
        ("Yes!", Reply.YES),
        ("SÍ", Reply.YES),
        ("好的。", Reply.YES),
        ("可 以", Reply.YES),
        ("2", 2),
        ("No", Reply.NO),
        ("can’t", Reply.NO),
        ("No puedo", Reply.NO),
        ("去不了", Reply.NO),
        ("Done!", Reply.DONE),
        ("It’s done", Reply.DONE),
        ("Hecho", Reply.DONE),
        ("完成。", Reply.DONE),
        ("做完了", Reply.DONE),
        ("3", 3),
        ("三", 3),
        ("I need a lift", Reply.LIFT),
        ("接送", Reply.LIFT),
        ("Need a ride!", Reply.LIFT),
        ("Necesito transporte", Reply.LIFT),
        ("需要接送", Reply.LIFT),
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
def test_a_word_of_ours_is_understood(words: str, meant: Said) -> None:
    assert understand(words) == meant


@pytest.mark.parametrize(
    "words",
    ["", "6", "12", "yes but later", "Who is this?", "不知道", "🌷", "don't stop", "x" * 2000],
)
def test_nothing_else_is_guessed(words: str) -> None:
    assert understand(words) is None


@pytest.mark.parametrize(
    ("said", "codes", "meant"),
    [
        (1, ["yes", "no", "lift"], "yes"),
        (3, ["yes", "no", "lift"], "lift"),
        (3, ["yes", "no"], None),
        (Reply.LIFT, ["yes", "no", "lift"], "lift"),
        (Reply.LIFT, ["driver", "companion", "note_taker"], None),
        (Reply.NO, ["driver", "companion"], None),
        (Reply.YES, ["driver", "companion"], None),
        (Reply.YES, ["driver"], "driver"),
        (Reply.YES, ["no"], None),
        (Reply.YES, ["yes", "no"], "yes"),
        (Reply.YES, ["done"], None),
        (Reply.YES, ["done", "no"], None),
        (Reply.DONE, ["done", "no"], "done"),
        (Reply.DONE, ["yes", "no"], None),
        (1, ["done", "no"], "done"),
        (Reply.NO, ["done", "no"], "no"),
    ],
)
def test_a_word_never_stands_for_an_answer_it_does_not_mean(
    said: Said, codes: list[str], meant: str | None
) -> None:
    assert meant_of(said, codes) == meant
