"""Who may do what, as a table."""

from datetime import date

import pytest

from apps.circles import rules
from apps.circles.kinds import Audience, Level, Role, Section
from apps.circles.rules import Refusal

TABLE = """
section    patient   coordinator helper    follower
plan       edit      edit        take_part none
medicines  edit      edit        none      none
tasks      edit      edit        take_part see
diary      edit      take_part   none      none
documents  edit      edit        none      none
updates    edit      edit        take_part take_part
card       edit      edit        see       none
people     edit      edit        see       none
"""


def rows() -> list[tuple[Section, Role, Level]]:
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (Section(line[0]), Role(role), Level[level.upper()])
        for line in lines
        for role, level in zip(head[1:], line[1:], strict=True)
    ]


@pytest.mark.parametrize(("section", "role", "level"), rows())
def test_a_role_starts_with_the_levels_of_the_published_table(
    section: Section, role: Role, level: Level
) -> None:
    assert rules.default_levels(role)[section] == level


def test_every_section_and_role_stands_in_the_table() -> None:
    assert len(rows()) == len(Section) * len(Role)


def test_a_section_that_was_never_named_is_closed() -> None:
    assert not rules.allows({}, Section.PLAN, Level.SEE)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("wanted", Level)
def test_a_level_includes_the_ones_below_it(level: Level, wanted: Level) -> None:
    assert rules.allows({Section.PLAN: level}, Section.PLAN, wanted) == (level >= wanted)


TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "taken_back", "holds"),
    [
        (date(2026, 6, 30), None, False, True),
        (date(2026, 7, 1), None, False, False),
        (date(2026, 1, 1), date(2026, 6, 30), False, True),
        (date(2026, 1, 1), date(2026, 6, 29), False, False),
        (date(2026, 1, 1), None, True, False),
    ],
)
def test_a_membership_holds_between_its_dates_until_taken_back(
    starts_on: date, ends_on: date | None, taken_back: bool, holds: bool
) -> None:
    assert rules.is_current(TODAY, starts_on, ends_on, taken_back=taken_back) is holds


@pytest.mark.parametrize(
    ("audience", "is_close", "is_author", "sees"),
    [
        (Audience.EVERYONE, False, False, True),
        (Audience.CLOSE, False, False, False),
        (Audience.CLOSE, True, False, True),
        (Audience.CLOSE, False, True, True),
        (Audience.ONLY_ME, True, False, False),
        (Audience.ONLY_ME, False, True, True),
    ],
)
def test_an_item_is_seen_by_its_audience_and_its_author(
    audience: Audience, is_close: bool, is_author: bool, sees: bool
) -> None:
    assert rules.may_see_item(audience, is_close=is_close, is_author=is_author) is sees


@pytest.mark.parametrize(
    ("role", "marked", "close"),
    [
        (Role.PATIENT, False, True),
        (Role.COORDINATOR, False, True),
        (Role.HELPER, False, False),
        (Role.HELPER, True, True),
    ],
)
def test_close_are_coordinators_and_whom_the_patient_marked(
    role: Role, marked: bool, close: bool
) -> None:
    assert rules.in_close_circle(role, marked_close=marked) is close


@pytest.mark.parametrize(
    ("actor", "target", "is_own", "has_patient", "refusal"),
    [
        (Role.PATIENT, Role.COORDINATOR, False, True, None),
        (Role.PATIENT, Role.PATIENT, True, True, Refusal.PATIENT),
        (Role.COORDINATOR, Role.PATIENT, False, True, Refusal.PATIENT),
        (Role.COORDINATOR, Role.HELPER, False, True, None),
        (Role.COORDINATOR, Role.COORDINATOR, False, True, Refusal.ABOVE),
        (Role.COORDINATOR, Role.COORDINATOR, False, False, None),
        (Role.COORDINATOR, Role.COORDINATOR, True, False, Refusal.OWN),
        (Role.HELPER, Role.FOLLOWER, False, True, None),
        (Role.HELPER, Role.COORDINATOR, False, False, Refusal.ABOVE),
    ],
)
def test_one_changes_who_stands_below(
    actor: Role, target: Role, is_own: bool, has_patient: bool, refusal: Refusal | None
) -> None:
    assert rules.why_not(actor, target, is_own=is_own, has_patient=has_patient) is refusal


def test_nobody_is_made_the_patient_or_raised_above_whoever_does_it() -> None:
    assert rules.roles_to_give(Role.PATIENT) == (Role.COORDINATOR, Role.HELPER, Role.FOLLOWER)
    assert rules.roles_to_give(Role.HELPER) == (Role.HELPER, Role.FOLLOWER)
    assert rules.levels_to_give(Section.PLAN, Level.SEE, Level.NONE) == (Level.NONE, Level.SEE)
    assert Level.EDIT in rules.levels_to_give(Section.PLAN, Level.SEE, Level.EDIT)
    usual = rules.levels_for_role(Role.HELPER, {Section.PLAN: Level.SEE})
    assert (usual[Section.PLAN], usual[Section.TASKS]) == (Level.SEE, Level.NONE)
