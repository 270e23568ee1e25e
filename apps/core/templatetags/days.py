"""Filters for days and times, known to every template: ``{{ circle.closed_at|date_name }}``, in the reader's zone."""

from collections.abc import Callable
from typing import Any

from django import template

from apps.core import days

register = template.Library()


def _or_nothing(words: Callable[[Any], str]) -> Callable[[Any], str]:
    """A filter says nothing of a day that is not there."""
    return lambda value: words(value) if value else ""


for name, words in {
    "day_name": days.day_words,  # Tuesday 24 November
    "date_name": days.date_words,  # 24 November 2026
    "month_name": days.month_words,  # November
    "month_and_year": days.month_and_year,  # November 2026
    "weekday_name": days.weekday_words,  # Tuesday
    "weekday_short": days.weekday_short,  # Tue
    "time_name": days.time_words,  # 10:30
    "day_and_time": days.day_and_time,  # Tuesday 24 November, 10:30
    "date_and_time": days.date_and_time,  # 24 November 2026, 10:30
    "to_the_second": days.to_the_second,  # 24 November 2026, 10:30:05
}.items():
    register.filter(name, _or_nothing(words), expects_localtime=True)
