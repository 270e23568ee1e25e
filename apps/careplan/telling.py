"""A history in plain words: "Ana changed the time from 10:00 to 10:30, Tuesday 3 March"."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import medicine_words, wording
from apps.careplan.kinds import STATES, UNTOLD, WHEN, Kept, SeatKind, Worry
from apps.careplan.models import THINGS, Change
from apps.careplan.rules import Hours, When, when_of
from apps.careplan.selectors.medicines import pause_from, rhythm_from
from apps.core.days import day_words, time_words

# To follow "changed". What is not named here is told without its values, or not at all.
NAMES = {
    "title": gettext_lazy("the name"),
    "name": gettext_lazy("the name"),
    "kind": gettext_lazy("the kind"),
    "place": gettext_lazy("the place"),
    "address": gettext_lazy("the address"),
    "phone": gettext_lazy("the phone number"),
    "map_link": gettext_lazy("the link to a map"),
    "call_link": gettext_lazy("the link of the call"),
    "travel_minutes": gettext_lazy("the minutes to get there"),
    "preparation": gettext_lazy("what to prepare"),
    "seats": gettext_lazy("who should come"),
    "minutes": gettext_lazy("how long it takes"),
    "notes": gettext_lazy("what else is good to know"),
    "text": gettext_lazy("the question"),
    "answer": gettext_lazy("the answer"),
    "said": gettext_lazy("what was said"),
    "decisions": gettext_lazy("what was decided"),
    "dose": gettext_lazy("the dose"),
    "purpose": gettext_lazy("what it is for"),
    "food": gettext_lazy("with or without food"),
    "limit": gettext_lazy("how often at most"),
    "rhythm": gettext_lazy("when it is taken"),
    "pause": gettext_lazy("a pause"),
    "starts_on": gettext_lazy("the first day"),
    "ends_on": gettext_lazy("the last day"),
    "cycles": gettext_lazy("the number of cycles"),
    "cycle_now": gettext_lazy("the cycle it is in"),
    "end_reason": gettext_lazy("why it ended"),
    "role": gettext_lazy("the role"),
    "extension": gettext_lazy("the extension"),
    "hours": gettext_lazy("the hours"),
    "day_and_night": gettext_lazy("open day and night"),
    "worries": gettext_lazy("with which worry to call"),
    "own_worry": gettext_lazy("with which worry to call"),
    "audience": gettext_lazy("who may see it"),
    "held_until": gettext_lazy("from when the others see it"),
    "appointment": gettext_lazy("which visit it is for"),
}

STATE_WORDS = {
    ("status", "cancelled"): gettext_lazy("%(name)s cancelled it."),
    ("status", "done"): gettext_lazy("%(name)s noted that it took place."),
    ("status", "missed"): gettext_lazy("%(name)s noted that it could not take place."),
    ("status", "approved"): gettext_lazy("%(name)s put it on the list."),
    ("status", "withdrawn"): gettext_lazy("%(name)s took it off the list."),
    ("status", "dropped"): gettext_lazy("%(name)s took it off the list."),
    ("is_withdrawn", True): gettext_lazy("%(name)s took it off the list."),
    ("dropped_at", True): gettext_lazy("%(name)s took it off the list."),
}
LONG = {
    "preparation",
    "notes",
    "answer",
    "said",
    "decisions",
}  # told beside each other, not in line
CHOSEN = {"kind", "audience", "food"}

WORDS: dict[str, Callable[[Any], str]] = {
    "seats": lambda kinds: wording.listed(str(SeatKind(kind).label) for kind in kinds),
    "worries": lambda worries: wording.listed(str(Worry(worry).label) for worry in worries),
    "rhythm": lambda kept: medicine_words.rhythm_words(rhythm_from(kept)),
    "pause": lambda kept: medicine_words.pause_words(pause_from(kept)),
    "minutes": wording.length_words,
    "travel_minutes": wording.length_words,
    "day_and_night": lambda is_open: _("yes") if is_open else _("no"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a change; of a long text also both versions."""

    sentence: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """What something is called, and what it is in one version and in another."""

    what: str
    one: str
    other: str


def tell(change: Change) -> list[Told]:
    """What somebody did, a sentence for each thing that changed."""
    name = change.who.name if change.who else _("Someone")
    was, became = change.was, change.became
    told = [Told(_state_words(name, field, became[field])) for field in was if field in STATES]
    for what, before, after, is_long in _values(Kept(change.subject), was, became):
        told.append(_told(name, what, before, after, is_long=is_long))
    return told or [Told(_("%(name)s changed it.") % {"name": name})]


def beside_each_other(change: Change, now: Mapping[str, Any]) -> list[Version]:
    """What an undo would bring back, and what stands ``now``, in the fields of the change."""
    return [
        Version(what[:1].upper() + what[1:], before or _("nothing"), after or _("nothing"))
        for what, before, after, _is_long in _values(
            Kept(change.subject), change.was, now, apart=True
        )
        if before or after
    ]


def _values(
    kept: Kept, was: Mapping[str, Any], became: Mapping[str, Any], *, apart: bool = False
) -> Iterator[tuple[str, str, str, bool]]:
    """What each is called, both values in words, and whether they are long texts. ``apart``: not for one sentence."""
    together = WHEN.get(kept, ())
    if any(name in was for name in together):
        yield _when_values(kept, was, became, apart=apart)
    for name in was:
        if name in NAMES and name not in together:
            yield (
                str(NAMES[name]),
                _in_words(kept, name, was[name]),
                _in_words(kept, name, became[name]),
                name in LONG,
            )


def _told(name: str, what: str, before: str, after: str, *, is_long: bool) -> Told:
    values = {"name": name, "what": what, "before": before, "after": after}
    if is_long or not (before or after):
        return Told(_("%(name)s changed %(what)s.") % values, before, after)
    if not before:
        return Told(_("%(name)s added %(what)s: %(after)s") % values)
    if not after:
        return Told(_("%(name)s took out %(what)s. It was: %(before)s") % values)
    return Told(_("%(name)s changed %(what)s from %(before)s to %(after)s") % values)


def _state_words(name: str, field: str, value: Any) -> str:
    state = bool(value) if field == "dropped_at" else value
    words = STATE_WORDS.get((field, state), gettext_lazy("%(name)s brought it back."))
    return words % {"name": name}


def _when_values(
    kept: Kept, was: Mapping[str, Any], became: Mapping[str, Any], *, apart: bool
) -> tuple[str, str, str, bool]:
    """Of the same day only the times, and the day once, behind them."""
    before, after = (_when(kept, values) for values in (was, became))
    if apart or not (before and after) or (before.day, before.zone) != (after.day, after.zone):
        return _("the time"), _full(before), _full(after), False
    day = {"time": _clock(after), "day": day_words(after.day)}
    return _("the time"), _clock(before), _("%(time)s, %(day)s") % day, False


def _when(kept: Kept, values: Mapping[str, Any]) -> When | None:
    starts_at, ends_at, zone = values["starts_at"], values["ends_at"], values["zone"]
    if kept == Kept.APPOINTMENT:
        return When(starts_at, values["time_known"], zone, ends_at)
    hours = Hours(starts_at, ends_at) if starts_at and ends_at else None
    return when_of(values["due_on"], hours, zone)


def _full(when: When | None) -> str:
    if when is None:
        return _("no fixed day")
    return _("%(day)s, %(time)s") % {"day": day_words(when.day), "time": _clock(when)}


def _clock(when: When) -> str:
    """ "10:30", or "10:30–11:15"."""
    if not when.time_known:
        return _("not known yet")
    start = time_words(when.start)
    return f"{start}–{time_words(when.end)}" if when.end else start


def _in_words(kept: Kept, name: str, value: Any) -> str:
    if value in (None, "", [], frozenset()) or name in UNTOLD:
        return ""
    if name in WORDS:
        return str(WORDS[name](value))
    if name in CHOSEN:
        return str(getattr(THINGS[kept](**{name: value}), f"get_{name}_display")())
    if isinstance(value, date):
        return day_words(value)
    return str(value)
