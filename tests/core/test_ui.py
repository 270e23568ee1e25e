"""Tags that spare a page the same work over and over, and what they must never mix up."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from apps.core.links import address
from apps.core.templatetags.ui import fixed


def test_an_address_is_what_django_makes_of_the_same_name_and_ids() -> None:
    for _visit in range(2):
        circle, task = uuid4(), uuid4()
        assert address("task_claim", circle, task) == reverse("task_claim", args=[circle, task])
        assert address("seat_offer", circle, task, "driver") == reverse(
            "seat_offer", args=[circle, task, "driver"]
        )
    assert address("help") == reverse("help")


def test_an_address_nobody_knows_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        address("no_such_page", uuid4())


def test_an_address_is_escaped_like_anything_else() -> None:
    page = Template('{% load ui %}{% address "seat_offer" circle task kind %}')
    drawn = page.render(Context({"circle": uuid4(), "task": uuid4(), "kind": '"><b>'}))
    assert "<b>" not in drawn


def test_a_fixed_part_is_drawn_from_nothing_but_the_settings() -> None:
    part = "components/_footer_links.html"
    assert fixed(part) == render_to_string(part, {"demo": settings.DEMO})
    assert fixed(part) is fixed(part)
