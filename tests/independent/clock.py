"""Days and opening hours: minute by minute, so as to share no method with what is checked."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

DAY = 7 * 3600  # what a working day counts for, in seconds
MINUTES = [m for m in range(24 * 60) if 9 * 60 <= m < 12 * 60 + 30 or 13 * 60 + 30 <= m < 17 * 60]


@lru_cache
def holidays(year):
    """Those of metropolitan France; Easter by the method of Gauss."""
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + 24) % 30
    e = (2 * b + 4 * c + 6 * d + 5) % 7
    if d == 29 and e == 6 or d == 28 and e == 6 and a > 10:
        e -= 7
    easter = date(year, 3, 22) + timedelta(days=d + e)
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    return {date(year, *day) for day in fixed} | {easter + timedelta(days=n) for n in (1, 39, 50)}


def is_holiday(day):
    return day in holidays(day.year)


def is_working(day):
    return day.weekday() < 5 and not is_holiday(day)


def days_of(month):
    year, number = map(int, month.split("-"))
    first = date(year, number, 1)
    return [d for d in (first + timedelta(days=n) for n in range(31)) if d.month == number]


def working_days(month):
    return [d for d in days_of(month) if is_working(d)]


def back(month, months):
    """The month so many months before."""
    year, number = map(int, month.split("-"))
    count = year * 12 + number - 1 - months
    return f"{count // 12}-{count % 12 + 1:02}"


def month_of(day):
    return f"{day.year}-{day.month:02}"


@lru_cache(maxsize=None)
def opening(start, end):
    """Seconds of opening time between two moments."""
    minutes, day, start = 0, start.date(), start.replace(second=0)
    while day <= end.date():
        if is_working(day):
            midnight = datetime.combine(day, time(0))
            minutes += sum(start <= midnight + timedelta(minutes=m) < end for m in MINUTES)
        day += timedelta(days=1)
    return minutes * 60


def days_between(first, last):
    """Working days after the first, up to the last."""
    return sum(is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def has_time(at):
    """A cell at midnight is a day."""
    return at.time() != time(0)


def last_moment(at):
    """A day lasts until its end."""
    return at if has_time(at) else at + timedelta(days=1, seconds=-1)


def wait(sent, decided):
    """CHOICE: without both times a wait lasts whole working days."""
    if has_time(sent) and has_time(decided):
        return opening(sent, decided)
    return days_between(sent.date(), decided.date()) * DAY


def is_open(at):
    return is_working(at.date()) and at.hour * 60 + at.minute in MINUTES


def part_of_week(at, timed):
    """CHOICE: a public holiday is no Saturday; a working day without a time is neither in nor out."""
    if is_holiday(at.date()) or at.weekday() == 6:
        return "dimanche et férié"
    if at.weekday() == 5:
        return "samedi"
    return None if not timed else "en journée" if is_open(at) else "soir, nuit et midi"
