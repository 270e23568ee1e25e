"""Glossary terms and sources: small pieces that several articles share, edited as Wagtail snippets."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from apps.library.kinds import HowRead


class Term(models.Model):
    """A word explained in place: a link to ``/learn/words/#<key>`` in an article opens its meaning."""

    key = models.SlugField(_("short name"), max_length=40, unique=True)
    term = models.CharField(_("term"), max_length=120)
    also = models.CharField(_("other spellings, with commas"), max_length=300, blank=True)
    meaning = models.TextField(_("meaning"), max_length=400)

    panels = (FieldPanel("term"), FieldPanel("also"), FieldPanel("meaning"), FieldPanel("key"))

    class Meta:
        ordering = ("term",)
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self) -> str:
        return self.term


class Source(models.Model):
    """A publication that articles rest on, and how far it was read."""

    key = models.SlugField(_("short name"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    citation = models.CharField(_("citation"), max_length=300, blank=True)
    how_read = models.CharField(_("how it was read"), max_length=10, choices=HowRead)
    note = models.TextField(_("note"), blank=True)

    panels = tuple(
        FieldPanel(name)
        for name in ("title", "publisher", "year", "url", "citation", "how_read", "note", "key")
    )

    class Meta:
        ordering = ("title",)
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"
