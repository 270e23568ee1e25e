"""Components say the same thing to eyes, fingers and screen readers."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from apps.core.templatetags.ui import icon, initials, notice_kind


class Form(forms.Form):
    title = forms.CharField(label="What is it?", help_text="A few words.")
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea)
    known = forms.BooleanField(label="The time is known", required=False)
    role = forms.ChoiceField(
        label="They join as",
        choices=[("helper", "Helper"), ("follower", "Follower")],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))


def field(form: forms.Form, name: str) -> str:
    return render_to_string("components/_field.html", {"field": form[name]})


def test_a_field_ties_its_label_help_and_error_to_the_control() -> None:
    html = field(Form({}), "title")
    assert '<label class="field__label" for="id_title">' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert "field--wrong" in html


def test_a_field_that_may_stay_empty_says_so_in_words() -> None:
    assert "(optional)" in field(Form(), "notes")
    assert "(optional)" not in field(Form(), "title")
    assert "(optional)" not in field(Form(), "known")


def test_a_tick_box_has_its_words_inside_its_label() -> None:
    html = field(Form(), "known")
    assert html.count("<label") == 1
    assert "<span>The time is known</span></label>" in html


def test_radio_buttons_are_one_question_with_a_legend() -> None:
    html = field(Form({}), "role")
    assert '<fieldset class="field field--wrong" aria-describedby="id_role_error">' in html
    assert "<legend" in html
    assert html.count('<label class="choice">') == 2


def test_a_date_keeps_the_phone_s_own_picker() -> None:
    assert 'type="date"' in field(Form(), "day")


@pytest.mark.parametrize(
    ("data", "targets"),
    [
        ({}, ["#id_title", "#id_role_0", "#id_day"]),
        ({"title": "CT scan", "role": "helper"}, ["#id_day"]),
    ],
)
def test_wrong_answers_are_said_at_once_with_the_way_to_each(
    data: dict[str, str], targets: list[str]
) -> None:
    html = render_to_string("components/_form_errors.html", {"form": Form(data)})
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert re.findall('href="([^"]*)"', html) == targets


def test_nothing_is_said_where_nothing_is_wrong() -> None:
    assert render_to_string("components/_form_errors.html", {"form": Form()}).strip() == ""


def test_what_is_wrong_with_the_whole_form_is_said_on_top() -> None:
    form = Form({"title": "CT scan", "role": "helper", "day": "2026-11-30"})
    form.add_error(None, "Somebody changed this a moment ago.")
    html = render_to_string("components/_form_errors.html", {"form": form})
    assert "Somebody changed this a moment ago." in html
    assert "error-summary__list" not in html


def test_what_people_typed_is_escaped_everywhere() -> None:
    hostile = "<script>alert(1)</script>"
    for template, context in {
        "_notice.html": {"kind": "info", "text": hostile, "title": hostile},
        "_avatar.html": {"name": hostile},
        "_back.html": {"url": "/", "label": hostile},
        "_status.html": {"text": hostile},
        "_empty.html": {"icon": "users", "title": hostile, "text": hostile},
    }.items():
        assert "<script" not in render_to_string(f"components/{template}", context)


def test_initials_suit_names_of_every_kind() -> None:
    expected = {
        "Mei Chen": "MC",
        "ana": "A",
        "Rosa María Díaz": "RD",
        "陈伟": "陈",
        "rosa@example.org": "R",
        "🌷 Tulip": "🌷T",
        "   ": "?",
        "": "?",
    }
    assert {name: initials(name) for name in expected} == expected


def test_an_icon_is_silent_and_takes_its_size_from_the_stylesheet() -> None:
    html = icon("check", "small")
    assert 'aria-hidden="true"' in html
    assert 'class="icon icon--small"' in html


def test_the_icon_tag_takes_names_from_the_page() -> None:
    html = Template('{% load ui %}{% icon name "large" %}').render(Context({"name": "calendar"}))
    assert "icon--large" in html


def test_messages_look_like_what_they_mean() -> None:
    kinds = {
        level: notice_kind(level) for level in ("success", "info", "warning", "error", "debug")
    }
    assert kinds == {
        "success": "good",
        "info": "info",
        "warning": "warn",
        "error": "alarm",
        "debug": "info",
    }
