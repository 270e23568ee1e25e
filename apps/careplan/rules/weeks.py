"""Weeks and months as calendars show them: weeks begin on Monday."""

from calendar import Calendar
from datetime import date, timedelta

WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def days_from(first: date) -> list[date]:
    """The seven days from ``first``."""
    return [first + timedelta(days=number) for number in range(7)]


def weeks_of(first: date) -> list[list[date]]:
    """The weeks that a month touches, whole ones."""
    return Calendar().monthdatescalendar(first.year, first.month)


def month_from(text: str) -> date | None:
    """The first day of a month written like "2026-11"; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def next_month(first: date) -> date:
    return (first.replace(day=28) + WEEK).replace(day=1)


def previous_month(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
