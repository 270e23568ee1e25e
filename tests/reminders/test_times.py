"""When reminders are due: the reader's evenings, clock changes, odd offsets, leap days, quiet hours."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from apps.reminders import rules
from apps.reminders.rules import DAY, TWO_HOURS, WEEK, QuietHours, Reader, Start

LONDON, PARIS, NEW_YORK = "Europe/London", "Europe/Paris", "America/New_York"
KATHMANDU, LORD_HOWE, CHATHAM = "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham"
KIRITIMATI, PAGO_PAGO, SAO_PAULO = "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo"
SETTLE = timedelta(minutes=2)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def on_the_wall(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "place", "reader", "week", "day", "two_hours"),
    [
        # An ordinary visit at home.
        ("2026-12-10 10:30", LONDON, LONDON, "12-03 18:00", "12-09 18:00", "12-10 08:30"),
        # The clocks go forward between the reminders and the visit: still 18:00, still two hours.
        ("2027-03-28 09:00", LONDON, LONDON, "03-21 18:00", "03-27 18:00", "03-28 07:00"),
        ("2027-03-29 09:00", LONDON, LONDON, "03-22 18:00", "03-28 18:00", "03-29 07:00"),
        # Two hours before 02:30 on that night: the clock showed 23:30, for 01:00 to 02:00 do not exist.
        ("2027-03-28 02:30", LONDON, LONDON, "03-21 18:00", "03-27 18:00", "03-27 23:30"),
        # The clocks go back: the night has an hour more.
        ("2026-10-25 10:00", LONDON, LONDON, "10-18 18:00", "10-24 18:00", "10-25 08:00"),
        ("2026-10-25 02:30", LONDON, LONDON, "10-18 18:00", "10-24 18:00", "10-25 01:30"),
        ("2026-11-01 09:00", NEW_YORK, NEW_YORK, "10-25 18:00", "10-31 18:00", "11-01 07:00"),
        ("2027-03-14 09:00", NEW_YORK, NEW_YORK, "03-07 18:00", "03-13 18:00", "03-14 07:00"),
        # Half hours, quarter hours and a clock change of half an hour.
        ("2026-12-10 10:30", KATHMANDU, KATHMANDU, "12-03 18:00", "12-09 18:00", "12-10 08:30"),
        ("2027-04-04 09:00", LORD_HOWE, LORD_HOWE, "03-28 18:00", "04-03 18:00", "04-04 07:00"),
        ("2026-10-04 09:00", LORD_HOWE, LORD_HOWE, "09-27 18:00", "10-03 18:00", "10-04 07:00"),
        ("2027-04-04 09:00", CHATHAM, CHATHAM, "03-28 18:00", "04-03 18:00", "04-04 07:00"),
        # 29 February, and the day after it.
        ("2028-02-29 10:00", PARIS, PARIS, "02-22 18:00", "02-28 18:00", "02-29 08:00"),
        ("2028-03-01 10:00", PARIS, PARIS, "02-23 18:00", "02-29 18:00", "03-01 08:00"),
        ("2027-03-01 10:00", PARIS, PARIS, "02-22 18:00", "02-28 18:00", "03-01 08:00"),
        # The reader is elsewhere: evenings are the reader's, of the reader's own date.
        ("2026-12-10 10:30", LONDON, NEW_YORK, "12-03 18:00", "12-09 18:00", "12-10 03:30"),
        ("2026-12-10 08:00", KIRITIMATI, PAGO_PAGO, "12-02 18:00", "12-08 18:00", "12-09 05:00"),
        ("2026-12-10 20:00", PAGO_PAGO, KIRITIMATI, "12-04 18:00", "12-10 18:00", "12-11 19:00"),
        ("2026-12-10 00:30", LONDON, SAO_PAULO, "12-02 18:00", "12-08 18:00", "12-09 19:30"),
        # Over New Year.
        ("2027-01-01 09:00", PARIS, PARIS, "12-25 18:00", "12-31 18:00", "01-01 07:00"),
    ],
)
def test_reminders_are_two_evenings_of_the_reader_and_two_hours_before(
    start: str, place: str, reader: str, week: str, day: str, two_hours: str
) -> None:
    begin = Start(local(start, place), time_known=True, zone=place)
    slots = {slot.offset: slot.due_at for slot in rules.offsets(begin, Reader(reader))}
    shown = {offset: on_the_wall(at, reader)[5:] for offset, at in slots.items()}
    assert shown == {WEEK: week, DAY: day, TWO_HOURS: two_hours}


@pytest.mark.parametrize(
    ("day", "place", "reader", "evenings"),
    [
        ("2026-12-10", LONDON, LONDON, ["12-03 18:00", "12-09 18:00"]),
        # The date is the place's, even where the reader's clock shows another one at its midnight.
        ("2026-12-10", LONDON, NEW_YORK, ["12-03 18:00", "12-09 18:00"]),
        ("2026-12-10", KIRITIMATI, PAGO_PAGO, ["12-03 18:00", "12-09 18:00"]),
        ("2028-03-01", PARIS, KATHMANDU, ["02-23 18:00", "02-29 18:00"]),
    ],
)
def test_without_a_time_there_are_the_two_evenings_before_that_day(
    day: str, place: str, reader: str, evenings: list[str]
) -> None:
    begin = Start(local(f"{day} 00:00", place), time_known=False, zone=place)
    slots = rules.offsets(begin, Reader(reader))
    assert [on_the_wall(slot.due_at, reader)[5:] for slot in slots] == evenings


@pytest.mark.parametrize(
    ("start", "known", "zone", "until"),
    [
        ("2026-12-10 10:30", True, LONDON, "2026-12-10 10:30"),
        ("2026-12-10 00:00", False, LONDON, "2026-12-11 00:00"),
        ("2027-03-28 00:00", False, PARIS, "2027-03-29 00:00"),  # a day of 23 hours
        ("2026-10-25 00:00", False, PARIS, "2026-10-26 00:00"),  # a day of 25 hours
    ],
)
def test_a_message_helps_until_it_begins_or_the_day_is_over(
    start: str, known: bool, zone: str, until: str
) -> None:
    begin = Start(local(start, zone), time_known=known, zone=zone)
    assert begin.useful_until == local(until, zone)


@pytest.mark.parametrize(
    ("at", "start", "zone", "quiet", "sent"),
    [
        # In the day nothing is put off; the edges are the reader's clock.
        ("12-09 18:00", "12-10 10:30", LONDON, "21-8", "12-09 18:00"),
        ("12-09 20:59", "12-10 10:30", LONDON, "21-8", "12-09 20:59"),
        ("12-09 21:00", "12-10 10:30", LONDON, "21-8", "12-10 08:00"),
        ("12-10 07:59", "12-10 10:30", LONDON, "21-8", "12-10 08:00"),
        ("12-10 08:00", "12-10 10:30", LONDON, "21-8", "12-10 08:00"),
        # Putting it off must leave an hour, else the last moment of the evening before.
        ("12-10 07:00", "12-10 09:00", LONDON, "21-8", "12-10 08:00"),
        ("12-10 06:59", "12-10 08:59", LONDON, "21-8", "12-09 20:59"),
        ("12-10 05:00", "12-10 07:00", LONDON, "21-8", "12-09 20:59"),
        ("12-10 22:30", "12-11 00:30", LONDON, "21-8", "12-10 20:59"),
        # Hours within one day, and hours of one's own.
        ("12-10 13:30", "12-10 15:30", LONDON, "13-14", "12-10 14:00"),
        ("12-10 13:30", "12-10 14:45", LONDON, "13-14", "12-10 12:59"),
        ("12-09 18:00", "12-10 10:30", LONDON, "17-9", "12-10 09:00"),
        # Nobody's hours.
        ("12-10 03:00", "12-10 05:00", LONDON, "", "12-10 03:00"),
        # A quarter-hour zone.
        ("12-10 06:15", "12-10 09:15", KATHMANDU, "21-8", "12-10 08:00"),
    ],
)
def test_quiet_hours_put_a_message_off_unless_it_would_come_too_late(
    at: str, start: str, zone: str, quiet: str, sent: str
) -> None:
    reader = Reader(zone, hours(quiet))
    polite = rules.polite(
        local(f"2026-{at}", zone),
        local(f"2026-{start}", zone),
        reader,
        earliest=local("2026-12-01 12:00", zone),
    )
    assert on_the_wall(polite, zone)[5:] == sent


@pytest.mark.parametrize(
    ("at", "zone", "quiet", "sent_utc"),
    [
        # The night the clocks go forward: quiet hours end at the hour the clock then shows.
        ("2027-03-28 00:30", LONDON, "21-8", "2027-03-28 07:00"),
        ("2027-03-27 22:00", LONDON, "21-8", "2027-03-28 07:00"),
        # An end that does not exist that night is the moment the clock has jumped past it.
        ("2027-03-28 00:30", LONDON, "21-1", "2027-03-28 01:00"),
        # The night they go back is longer by an hour.
        ("2026-10-24 22:00", LONDON, "21-8", "2026-10-25 08:00"),
        # An hour that comes twice: the first of the two ends the quiet.
        ("2026-10-25 00:30", LONDON, "21-1", "2026-10-25 00:00"),
        ("2026-11-01 00:30", NEW_YORK, "21-8", "2026-11-01 13:00"),
        ("2026-10-04 01:00", LORD_HOWE, "21-8", "2026-10-03 21:00"),
    ],
)
def test_quiet_hours_follow_the_clock_through_its_changes(
    at: str, zone: str, quiet: str, sent_utc: str
) -> None:
    moment = local(at, zone)
    far = moment + timedelta(days=3)
    polite = rules.polite(moment, far, Reader(zone, hours(quiet)), earliest=moment)
    assert polite == max(utc(sent_utc), moment)


def test_what_should_have_gone_before_the_quiet_hours_goes_at_once() -> None:
    reader = Reader(LONDON)
    now = local("2026-12-09 23:00", LONDON)
    start = local("2026-12-10 07:00", LONDON)
    assert rules.polite(now, start, reader, earliest=now) == now


def test_on_a_day_without_a_time_late_news_still_waits_for_the_morning() -> None:
    reader = Reader(LONDON)
    now = local("2026-12-10 05:00", LONDON)
    start = local("2026-12-10 00:00", LONDON)
    assert rules.polite(now, start, reader, earliest=now) == local("2026-12-10 08:00", LONDON)


def test_a_schedule_tells_what_is_to_come_from_what_is_past() -> None:
    start = Start(local("2026-12-10 10:30", LONDON), time_known=True, zone=LONDON)
    now = local("2026-12-05 12:00", LONDON)
    schedule = rules.schedule(start, Reader(LONDON), now=now, settle=SETTLE)
    assert [slot.offset for slot in schedule.slots] == [DAY, TWO_HOURS]
    assert schedule.past == (WEEK,)


def test_a_reminder_that_quiet_hours_bring_forward_into_the_past_goes_out_once_things_settle() -> (
    None
):
    start = Start(local("2026-12-10 07:00", LONDON), time_known=True, zone=LONDON)
    now = local("2026-12-09 22:00", LONDON)
    schedule = rules.schedule(start, Reader(LONDON), now=now, settle=SETTLE)
    assert schedule.slots == (rules.Slot(TWO_HOURS, now + SETTLE),)


@pytest.mark.parametrize(
    ("left", "expected"), [(timedelta(hours=1), SETTLE), (timedelta(seconds=90), timedelta(0))]
)
def test_nothing_settles_longer_than_there_is_time(left: timedelta, expected: timedelta) -> None:
    now = utc("2026-12-10 10:00")
    assert rules.soonest(now, SETTLE, now + left) == now + expected


def hours(text: str) -> QuietHours | None:
    if not text:
        return None
    begins, ends = text.split("-")
    return QuietHours(time(int(begins)), time(int(ends)))
