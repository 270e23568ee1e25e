"""Filters for medicines: ``{{ card.rhythm|how_often }}`` reads "Every day at 08:00"."""

from datetime import date
from decimal import Decimal

from django import template

from apps.careplan import medicine_words
from apps.careplan.rules import CyclePlace, Due, Pause, Rhythm

register = template.Library()


@register.filter
def how_often(value: Rhythm) -> str:
    return medicine_words.rhythm_words(value)


@register.filter
def place(value: CyclePlace) -> str:
    """ "Day 9 of cycle 4"."""
    return medicine_words.place_words(value)


@register.filter
def pause(value: Pause) -> str:
    return medicine_words.pause_words(value)


@register.filter
def clock_change(value: Due) -> str:
    """What a clock change does to a dose, else nothing."""
    return medicine_words.change_words(value)


@register.filter
def amount(value: Decimal) -> str:
    return medicine_words.amount_words(value)


@register.filter
def days_left(value: date, today: date) -> str:
    """ "enough for 12 days"."""
    return medicine_words.days_left_words((value - today).days)
