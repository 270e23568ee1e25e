"""The library as a tree of Wagtail pages: index, topics, articles. Our views show them; Wagtail edits them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, ChoiceBlock, StreamBlock, StructBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from apps.library.editing import ArticleForm
from apps.library.kinds import Urgency
from apps.library.models.words import Source
from apps.library.rules.content import (
    fingerprint,
    plain_words,
    reading_minutes,
    without_editor_keys,
)

# Addresses under /learn/ that are not articles.
RESERVED_SLUGS = {"country", "search", "topics", "when-to-call", "words"}
FEATURES = ["h2", "h3", "bold", "ul", "ol", "link"]


class CallBlock(StructBlock):
    """One line of the box "when to call"."""

    level = ChoiceBlock(choices=Urgency.choices, label=_("How soon"))
    text = TextBlock(label=_("The sign, in plain words"), rows=2)
    rows = CharBlock(required=False, label=_("Signs of our table it rests on"))

    class Meta:
        icon = "warning"
        label = _("Sign")


class CallStream(StreamBlock):
    call = CallBlock()


class LearnPage(Page):
    """What all three kinds share: their address is ours, and they are public or not there."""

    private_page_options: ClassVar[list[str]] = []
    promote_panels = (FieldPanel("slug"),)

    class Meta:
        abstract = True

    @property
    def path_in_library(self) -> str:
        raise NotImplementedError

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        return (0, settings.SITE_URL, self.path_in_library)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.path_in_library)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return []


class LearnIndexPage(LearnPage):
    """The room's front page. There is one; the loader makes it."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["library.TopicPage"]
    max_count = 1

    @property
    def path_in_library(self) -> str:
        return reverse("learn")


class TopicPage(LearnPage):
    """A group of articles. Their order is the tree's."""

    summary = models.CharField(_("in one line"), max_length=200)

    content_panels = (*Page.content_panels, FieldPanel("summary"))
    parent_page_types: ClassVar[list[str]] = ["library.LearnIndexPage"]
    subpage_types: ClassVar[list[str]] = ["library.ArticlePage"]

    @property
    def path_in_library(self) -> str:
        return reverse("learn_topic", args=[self.slug])

    def content_hash(self) -> str:
        return fingerprint({"title": self.title, "summary": self.summary})


class ArticlePage(LearnPage):
    """An article. Numbers to call stand in its text as {{hotline}} and are filled in for each country."""

    preview: ClassVar[Callable[[HttpRequest, "ArticlePage"], HttpResponse]]  # a view: see apps.py

    for_whom = models.CharField(_("for whom"), max_length=200)
    summary = models.TextField(_("summary"), help_text=_("Three lines, each a sentence."))
    body = RichTextField(_("text"), features=FEATURES)
    certainty = models.TextField(_("how certain this is"))
    calls = StreamField(CallStream(), verbose_name=_("when to call"), blank=True)
    next_steps = models.TextField(_("what to do next"), help_text=_("One step a line."))
    related = ParentalManyToManyField(
        "self", symmetrical=False, blank=True, verbose_name=_("related articles")
    )
    sources = ParentalManyToManyField(Source, blank=True, verbose_name=_("sources"))
    sources_checked = models.CharField(
        _("sources checked in"),
        max_length=7,
        help_text=_("Year and month, like 2026-11."),
        validators=[RegexValidator(r"^\d{4}-(0[1-9]|1[0-2])$", _("Write it like 2026-11."))],
    )
    next_check = models.DateField(_("next check by"))
    reviewer_name = models.CharField(_("reviewer’s name"), max_length=120, blank=True)
    reviewer_role = models.CharField(_("reviewer’s role"), max_length=120, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewed_hash = models.CharField(max_length=64, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    minutes = models.PositiveSmallIntegerField(default=1, editable=False)

    content_panels = (
        *Page.content_panels,
        FieldPanel("for_whom"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("certainty"),
        FieldPanel("calls"),
        FieldPanel("next_steps"),
        FieldPanel("related", widget=CheckboxSelectMultiple),
        FieldPanel("sources", widget=CheckboxSelectMultiple),
        FieldPanel("sources_checked"),
        FieldPanel("next_check"),
        MultiFieldPanel(
            [
                FieldPanel(name, permission="library.review_articlepage")
                for name in ("reviewer_name", "reviewer_role", "reviewed_on")
            ],
            heading=_("Review by a clinician"),
        ),
    )
    base_form_class = ArticleForm
    parent_page_types: ClassVar[list[str]] = ["library.TopicPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        permissions = (("review_articlepage", "Can say who reviewed an article"),)

    @property
    def path_in_library(self) -> str:
        return reverse("learn_article", args=[self.slug])

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("As readers see it"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return type(self).preview(request, self)

    def clean(self) -> None:
        """An address is one article's; the words to search go along with the text."""
        super().clean()
        others = ArticlePage.objects.filter(slug=self.slug).exclude(pk=self.pk)
        if self.slug in RESERVED_SLUGS or others.exists():
            raise ValidationError({"slug": _("This address is taken. Choose another.")})
        text = [self.title, self.summary, self.for_whom, self.body, self.next_steps]
        text += [str(block.value["text"]) for block in self.calls]
        self.search_text = plain_words(" ".join(text))
        self.minutes = reading_minutes(self.body)

    def content_hash(
        self, related: Iterable[int] | None = None, sources: Iterable[str] | None = None
    ) -> str:
        """Changes with anything a reader sees; a review is of exactly this.

        Whoever has the related pages' ids and the sources' keys at hand saves two queries.
        """
        if related is None:
            related = [page.pk for page in self.related.all()]
        if sources is None:
            sources = [source.key for source in self.sources.all()]
        return fingerprint(
            {
                "title": self.title,
                "for_whom": self.for_whom,
                "summary": self.summary,
                "body": without_editor_keys(self.body),
                "certainty": self.certainty,
                "calls": [dict(block.value) for block in self.calls],
                "next_steps": self.next_steps,
                "related": sorted(related),
                "sources": sorted(sources),
                "sources_checked": self.sources_checked,
                "next_check": _iso(self.next_check),
            }
        )

    def is_reviewed(self, content_hash: str) -> bool:
        """Whether a named reviewer approved the text that has this fingerprint."""
        named = self.reviewer_name and self.reviewer_role and self.reviewed_on
        return bool(named) and self.reviewed_hash == content_hash


def _iso(day: date | str) -> str:
    return day if isinstance(day, str) else day.isoformat()
