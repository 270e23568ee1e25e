"""How many messages a text takes, and how it is made to fit."""

import pytest

from apps.reminders.channels.length import GSM, UCS, alphabet, fit, messages, plain


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # of GSM-7's second table: two units each
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # never torn in two, so a unit stays empty
        ("复" * 70, 1),
        ("复" * 71, 2),
        ("复" * 134, 2),
        ("复" * 135, 3),
        ("🌷" * 35, 1),  # two units each
        ("🌷" * 36, 2),
        ("复" * 66 + "🌷" + "复" * 66, 3),
        ("ñ" * 160, 1),
        ("í" * 71, 2),  # not in GSM-7
    ],
)
def test_a_text_takes_so_many_messages(text: str, count: int) -> None:
    assert messages(text) == count


def test_typographic_signs_do_not_make_an_english_text_dear() -> None:
    assert alphabet("Mei’s “visit” – tomorrow…") is UCS
    assert plain("Mei’s “visit” – tomorrow…") == 'Mei\'s "visit" - tomorrow...'
    assert alphabet(plain("I’ll be there")) is GSM
    assert plain("陈美的“复查”") == "陈美的“复查”"


def test_what_is_too_long_ends_at_a_word_and_keeps_what_must_follow() -> None:
    text = fit("tomorrow " * 60, ["Reply 1: yes.", "https://alongside.example/r/1/"], most=2)
    assert messages(text) == 2
    first, *rest = text.splitlines()
    assert first.endswith("tomorrow...")
    assert rest == ["Reply 1: yes.", "https://alongside.example/r/1/"]


def test_chinese_is_shortened_at_any_sign() -> None:
    text = fit("明天上午十点半有安排，" * 20, ["https://alongside.example/r/12345/"], most=2)
    assert messages(text) == 2
    assert len(text) > 120


def test_the_last_ending_goes_first_when_not_even_the_endings_fit() -> None:
    link = "https://alongside.example/" + "x" * 100
    text = fit("有安排。", [link, "回复停止，不再收到短信。" * 5], most=2)
    assert text == f"有安排。\n{link}"
