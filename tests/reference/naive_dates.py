"""Dates, counted the slow and obvious way: one day at a time, with the bank holidays worked out from their rules.

Nothing here is shared with the program. Where the program does arithmetic, this walks; where the program reads a table of
bank holidays, this computes them, so that a slip in either shows as a difference.
"""
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2014, 2030  # the years for which holidays are known; outside them only weekends are skipped

# Days that were moved or added by proclamation.
MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}  # VE Day; Platinum Jubilee
ADDED = [date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)]  # Jubilee; state funeral; coronation


def easter_sunday(year):
    """The Gregorian computus in the form of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    (i, k) = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def is_weekend(day):
    return day.weekday() in (5, 6)


def bank_holidays(year):
    """England and Wales: fixed days with their substitutes, Easter, and the three Mondays."""
    fixed_days = (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26))
    days = set(fixed_days)  # Christmas Day is no working day even when its bank holiday is moved
    for fixed in fixed_days:
        if is_weekend(fixed):
            substitute = fixed
            while is_weekend(substitute) or substitute in days:
                substitute += ONE_DAY
            days.add(substitute)
    days.add(easter_sunday(year) - 2 * ONE_DAY)
    days.add(easter_sunday(year) + ONE_DAY)
    may, june, september = date(year, 5, 1), date(year, 6, 1), date(year, 9, 1)
    first_in_may = next(d for d in (may + n * ONE_DAY for n in range(7)) if d.weekday() == 0)
    last_in_may = next(d for d in (june - n * ONE_DAY for n in range(1, 8)) if d.weekday() == 0)
    last_in_august = next(d for d in (september - n * ONE_DAY for n in range(1, 8)) if d.weekday() == 0)
    for monday in (first_in_may, last_in_may, last_in_august):
        days.add(MOVED.get(monday, monday))
    days.update(d for d in ADDED if d.year == year)
    return days


HOLIDAYS = set().union(*(bank_holidays(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)))


def is_working_day(day):
    return not is_weekend(day) and day not in HOLIDAYS


def roll_back(day):
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def days_later(day, count):
    for _ in range(count):
        day += ONE_DAY
    return day


def weeks_after(day, weeks):
    """`within n weeks of X`: X is not counted."""
    return days_later(day, 7 * weeks)


def month_shifted(day, months):
    """The year and the month so many months later; earlier if the number is negative."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return year, month


def last_of_month(year, month):
    last = date(year, month, 28)
    while (last + ONE_DAY).month == month:
        last += ONE_DAY
    return last


def months_after(day, months):
    """`within n months of X`: the corresponding date, or the month's last day where it has none."""
    year, month = month_shifted(day, months)
    return min(date(year, month, 1) + (day.day - 1) * ONE_DAY, last_of_month(year, month))


def months_before(day, months):
    """`at least n months before X`."""
    return months_after(day, -months)


def months_beginning_with(day, months):
    """`in the n months beginning with X`: the day before the corresponding date, or the month's last day where it has none."""
    corresponding = months_after(day, months)
    return corresponding - ONE_DAY if corresponding.day == day.day else corresponding


def working_days_on(day, count):
    """The count-th working day after the day."""
    while count:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_back(day, count):
    """The count-th working day before the day."""
    while count:
        day -= ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_beginning_with(day, count):
    """`n working days beginning with X`: the last of them, of which X, if it is a working day, is the first."""
    return working_days_on(day - ONE_DAY, count)


def working_days_until(today, day):
    """How many working days lie after today, up to and including the day."""
    count = 0
    while today < day:
        today += ONE_DAY
        if is_working_day(today):
            count += 1
    return count
