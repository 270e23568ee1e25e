"""The front page, topics, articles, the glossary and the page "When to call now"."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from apps.core import clock
from apps.core.site_guide import UNSET, SiteGuide, guide
from apps.library.models import ArticlePage
from apps.library.selectors import articles
from apps.library.selectors.calls import call_page
from apps.library.selectors.shown import ArticleShown
from apps.library.views.base import PublicPage


class Learn(PublicPage):
    template = "library/learn.html"

    def context(self, numbers: SiteGuide, **kwargs: Any) -> dict[str, Any]:
        return {"topics": articles.topics(), "query": ""}


class Topic(PublicPage):
    template = "library/topic.html"

    def context(self, numbers: SiteGuide, **kwargs: Any) -> dict[str, Any]:
        topic = articles.topic(kwargs["slug"])
        if topic is None:
            raise Http404
        return {"topic": topic}


class Article(PublicPage):
    template = "library/article.html"

    def context(self, numbers: SiteGuide, **kwargs: Any) -> dict[str, Any]:
        article = articles.article(kwargs["slug"], get_language() or "en")
        if article is None:
            raise Http404
        return about(article, numbers)


class Words(PublicPage):
    template = "library/words.html"

    def context(self, numbers: SiteGuide, **kwargs: Any) -> dict[str, Any]:
        return {"words": articles.words()}


class WhenToCall(PublicPage):
    template = "library/when_to_call.html"

    def context(self, numbers: SiteGuide, **kwargs: Any) -> dict[str, Any]:
        return {"page": call_page(), "country_is_set": numbers.country != UNSET}


def about(article: ArticleShown, numbers: SiteGuide) -> dict[str, Any]:
    today = clock.today(numbers.time_zone)
    return {"article": article, "is_overdue": article.next_check < today}


def preview(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """A draft in the editors' room, as readers who chose no country would see it."""
    numbers = guide(UNSET)
    context = about(articles.draft(page), numbers) | {
        "numbers": numbers,
        "layout": "layouts/public.html",
        "chooses_country": True,
        "here": page.path_in_library,
    }
    return render(request, "library/article.html", context)
