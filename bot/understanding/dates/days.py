"""How students say a day: tomorrow, next Tuesday, 3 December, in a week, after Friday prayer."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.dates.moment import Day
from bot.understanding.dates.reading import Reading

FRIDAY = 4
FURTHEST_DAYS = 366
MARKS_AT_MOST = 3  # words before a weekday or a month; more are no language, and cost time
FURTHEST_MONTHS = 3  # "in six months" is too vague for a date

TOMORROW = 1

_SCORES = ((7, 7), (24, 7), (10, 10))  # "7/7" is every day, "10/10" full marks
_MEALS = frozenset(("in", "after", "of", "at", "meal_time"))  # what stands before lunch

Found = tuple[Day, int]


def read_day(reading: Reading, index: int) -> Found | None:
    """Read a day that begins at this token.

    Returns:
        The day as said, and the index after it; nothing when no day begins here.
    """
    return (
        _from_today(reading, index)
        or _after_friday_prayer(reading, index)
        or _offset(reading, index)
        or _in_digits(reading, index)
        or _week_first(reading, index)
        or _weekday(reading, index)
        or _day_of_month(reading, index)
    )


def is_past(reading: Reading, index: int) -> int | None:
    """Return the index after a weekday that is over ("mardi dernier"), or nothing."""
    start = index + 1 if reading.has(index, "day_word") else index
    if _weekday_at(reading, start, marked=True) is not None and reading.has(start + 1, "past"):
        return start + 2
    return None


def _from_today(reading: Reading, index: int) -> Found | None:  # noqa: PLR0911  one return a way of saying it
    """In three days, in a week."""
    if not reading.has(index, "in"):
        return None
    index += 1
    counted = reading.number(index)
    count, after = counted if counted is not None else (1, index)
    unit = reading.next_to(after)
    if unit is None:
        return None
    if counted is None and "dual" in unit.senses:
        count, name = 2, unit.name("dual")
    elif "unit" in unit.senses and not (counted is None and unit.form.article):
        name = unit.name("unit")
        if counted is None and "many" in unit.senses:
            return None
    else:
        return None
    if name == "month" and reading.has(index - 1, "after"):
        return None  # "three months after", more often a story than a date
    if name == "month" and 0 < count <= FURTHEST_MONTHS:
        return Day(months=count), after + 1
    if _is_counted_from(reading, index, after + 1):
        return None
    days = count * {"day": 1, "week": 7}.get(name or "", 0)
    if name == "day" and counted is None and reading.number(after + 1) is not None:
        return None
    return (Day(offset=days), after + 1) if 0 < days <= FURTHEST_DAYS else None


def _is_counted_from(reading: Reading, index: int, after: int) -> bool:
    """Tell a week after something else from a week from now: "بعد اسبوع من ارسال الملف"."""
    follower = reading.next_to(after)
    if follower is not None and "of" in follower.senses and "in" not in follower.senses:
        return True
    around = [*reading.tokens[max(0, index - 3) : index], *reading.tokens[after : after + 2]]
    return any("waited" in token.senses for token in around)


def _offset(reading: Reading, index: int) -> Found | None:
    if reading.has(index, "day_word") and reading.has(index + 1, "day_offset"):
        index += 1
    token = reading.at(index)
    offset = token.number("day_offset") if token is not None else None
    if token is None or offset is None:
        return None
    if "day_word" in token.senses and _weekday_at(reading, index + 1, marked=True) is not None:
        return None  # "on the day Thursday"
    if offset == 0 and _is_another_day(reading, index):
        return None
    if offset == TOMORROW and _is_lunch(reading, index):
        return None
    return Day(offset=offset), index + 1


def _is_lunch(reading: Reading, index: int) -> bool:
    """Tell lunch from tomorrow, which has no article but in "until tomorrow".

    "b3d lghda" and "f lghda" are at lunch, "khelliha lghda" is tomorrow; "ghda w 3cha" are meals.
    """
    if any(reading.has(place, "supper") for place in (index + 1, index + 2)):
        return True
    form = reading.tokens[index].form
    before = reading.tokens[:index]
    if "lunch" not in reading.tokens[index].senses or not form.article:
        return False
    if form.preposition or (before and _MEALS & before[-1].senses.keys()):
        return True
    return bool(before) and not any("put_off" in token.senses for token in before)


def _is_another_day(reading: Reading, index: int) -> bool:
    """Tell "the day" from "today": the same day, that day, hours in the day."""
    token = reading.tokens[index]
    if token.form.preposition and "day_word" in token.senses:
        return True
    before = reading.at(index - 1)
    if before is not None and "not_today" in before.senses and reading.near(index):
        return True
    after = reading.at(index + 1)
    return after is not None and reading.near(index + 1) and "without_day" in after.senses


def _in_digits(reading: Reading, index: int) -> Found | None:
    start = index
    marked = reading.has(index, "day_word") or reading.has(index, "number_article")
    if marked:
        index += 1
    token = reading.at(index) if not marked else reading.next_to(index)
    written = token.written if token is not None else None
    if written is None:
        return None
    if written.year is None and written.separator != "/":
        weekday_before = reading.has(start - 1, "weekday")
        if written.separator == "." or not (marked or weekday_before):
            return None
    if not (1 <= written.month <= 12 and 1 <= written.day <= 31):
        return None
    scored = (written.day, written.month) in _SCORES or _is_graded(reading, start)
    if written.year is None and not marked and scored:
        return None
    return Day(number=written.day, month=written.month, year=written.year), index + 1


def _is_graded(reading: Reading, index: int) -> bool:
    before = reading.at(index - 1)
    return before is not None and "graded" in before.senses


def _week_first(reading: Reading, index: int) -> Found | None:
    """Next week on Monday."""
    week = _week(reading, index)
    if week is None:
        return None
    name, index = week
    if reading.has(index, "of"):
        index += 1
    if reading.has(index, "day_word"):
        index += 1
    weekday = _weekday_at(reading, index, marked=True)
    if weekday is None or reading.next_to(index) is None:
        return None
    return Day(weekday=weekday, week=name), index + 1


def _week(reading: Reading, index: int) -> tuple[str, int] | None:
    this = reading.has(index, "this")
    start = index + 1 if this else index
    token = reading.next_to(start)
    if token is None or token.name("unit") != "week":
        return None
    if reading.has(start + 1, "next"):
        return "next", start + 2
    return ("this", start + 1) if this else None


def _weekday(reading: Reading, index: int) -> Found | None:
    marked = False
    for _ in range(MARKS_AT_MOST):
        if not (reading.has(index, "this") or reading.has(index, "day_word")):
            break
        marked, index = True, index + 1
        if not reading.next_to(index):
            return None
    token = reading.at(index)
    weekday = _weekday_at(reading, index, marked or reading.has(index + 1, "next"))
    if token is None or weekday is None:
        return None
    if "number" in token.senses and _is_number(reading, index, marked):
        return None
    day, index = Day(weekday=weekday), index + 1
    if reading.has(index, "not_after") or reading.has(index, "past"):
        return None
    day, index = _later(reading, index, day)
    if reading.has(index, "after") and reading.has(index + 1, "prayer"):
        return replace(day, after_prayer=True), index + 2
    return _with_date(reading, index, day)


def _is_number(reading: Reading, index: int, marked: bool) -> bool:
    """Tell three from Tuesday: "tlat snin", "had tlata chefthom", "tlat d lkhtiyarat"."""
    if not marked and reading.counted_is_near(index + 1):
        return True
    if reading.has(index + 1, "next") or reading.has(index - 1, "day_word"):
        return False
    token = reading.tokens[index]
    if marked and "weekday" not in token.senses:
        return True
    follower = reading.at(index + 2)
    counts = reading.has(index + 1, "duration_of") and not token.form.article
    return counts and follower is not None and not follower.senses


def _later(reading: Reading, index: int, day: Day) -> Found:
    """Add "next", "a week on", "of next week" to a weekday."""
    if reading.has(index, "after_next"):
        return replace(day, weeks_later=1), index + 1
    if reading.has(index, "next"):
        index += 1
    token = reading.next_to(index)
    weeks = token.number("in_eight") if token is not None else None
    if weeks is not None:
        return replace(day, weeks_later=weeks), index + 1
    start = index
    for _ in range(MARKS_AT_MOST):
        start += reading.has(start, "of")
    week = _week(reading, start)
    if week is not None:
        return replace(day, week=week[0]), week[1]
    return day, index


def _with_date(reading: Reading, index: int, day: Day) -> Found:
    """Take the date that follows a weekday: "mardi 1er decembre", "mardi 8"."""
    start = index + 1 if reading.has(index, "number_article") else index
    if reading.next_to(start) is None:
        return day, index
    dated = _in_digits(reading, start) or _day_and_month(reading, start)
    if dated is not None:
        return replace(dated[0], weekday=day.weekday), dated[1]
    token = reading.at(start)
    number = token.number("number") if token is not None else None
    plain = token is not None and token.digits and number is not None and 1 <= number <= 31
    if plain and not reading.has(start + 1, "hour_after") and not _hour_follows(reading, start):
        if reading.counts_something(start + 1):
            return day, index
        return replace(day, number=number, after_weekday=start == index), start + 1
    return day, index


def _hour_follows(reading: Reading, index: int) -> bool:
    """Tell whether the number here is an hour: "lkhmis 10 w noss", "tnin 3 d l3chia"."""
    after = reading.next_to(index + 1)
    if after is None:
        return False
    if "part" in after.senses or ("fraction" in after.senses and after.form.conjunction):
        return True
    linked = bool(after.senses.keys() & {"and", "minus", "of"})
    return linked and (reading.has(index + 2, "fraction") or reading.has(index + 2, "part"))


def _weekday_at(reading: Reading, index: int, marked: bool) -> int | None:
    token = reading.at(index)
    if token is None:
        return None
    weekday = token.number("weekday")
    if weekday is None and (marked or token.form.article):
        return token.number("weekday_weak")
    return weekday


def _after_friday_prayer(reading: Reading, index: int) -> Found | None:
    after = reading.at(index)
    kind = after.name("after") if after is not None else None
    if kind is None:
        return None
    index += 1
    if reading.has(index, "of") and reading.has(index + 1, "prayer"):
        index += 1  # "après la prière"
    prayed = reading.has(index, "prayer")
    if prayed:
        index += 1
        for _ in range(MARKS_AT_MOST):
            if reading.has(index, "of") and _weekday_at(reading, index, marked=False) is None:
                index += 1
    elif kind == "plain":
        return None
    if reading.next_to(index) and _weekday_at(reading, index, marked=prayed) == FRIDAY:
        return Day(weekday=FRIDAY, after_prayer=True), index + 1
    return None


def _day_of_month(reading: Reading, index: int) -> Found | None:  # noqa: PLR0911  one return a way of saying it
    """3 December, the 5th, nhar 8, the 5th of this month."""
    article = reading.has(index, "number_article")
    day_word = reading.has(index, "day_word")
    start = index + 1 if article or day_word else index
    if (article or day_word) and reading.next_to(start) is None:
        return None
    dated = _day_and_month(reading, start)
    if dated is not None:
        return dated
    token = reading.at(start)
    counted = reading.number(start) if (article or day_word) else None
    if token is None or counted is None or not 1 <= counted[0] <= 31:
        return None
    number, after = counted
    if reading.counts_something(after) or reading.has(after, "hour_after"):
        return None
    if reading.has(after, "after") and reading.has(after + 1, "month"):
        return None
    if not token.digits or (article and number <= 5 and _words(reading) <= 2):
        return None  # "le 2" alone chooses from a list
    if article and not (token.digits and _may_carry_on(reading, after)):
        return None
    return Day(number=number), after


def _words(reading: Reading) -> int:
    return sum("polite" not in token.senses for token in reading.tokens)


def _may_carry_on(reading: Reading, index: int) -> bool:
    token = reading.next_to(index)
    if token is None or reading.ends(index):
        return True
    return token.clock is not None or bool(
        token.senses.keys() & {"carries_on", "at", "part", "or", "noon", "hour_after"}
    )


def _day_and_month(reading: Reading, index: int) -> Found | None:  # noqa: PLR0911  one return a way of saying it
    token = reading.at(index)
    ordinal = token.number("day_ordinal") if token is not None else None
    counted = (ordinal, index + 1) if ordinal is not None else reading.number(index)
    if counted is None or not 1 <= counted[0] <= 31:
        return None
    number, index = counted
    for _ in range(MARKS_AT_MOST):
        index += reading.has(index, "of")
    token = reading.next_to(index)
    if token is None:
        return None
    glued = token.form.conjunction or token.form.article  # "واحد الأب" is a father
    if "month" in token.senses and not (glued or "of" in token.senses):
        year, after = _year(reading, index + 1)
        return Day(number=number, month=token.number("month"), year=year), after
    if token.name("unit") != "month" or not _linked(reading, index):
        return None
    if reading.has(index + 1, "next"):
        return Day(number=number, months_later=1), index + 2
    month = reading.number(index + 1) if reading.next_to(index + 1) else None
    if month is not None and 1 <= month[0] <= 12:
        year, after = _year(reading, month[1])
        return Day(number=number, month=month[0], year=year), after
    if token.form.article or token.form.preposition or reading.has(index - 1, "of"):
        return Day(number=number), index + 1
    return None


def _linked(reading: Reading, index: int) -> bool:
    """Tell "the 5th of the month" from "5 months"."""
    token = reading.at(index)
    glued = token is not None and (token.form.preposition or token.form.article)
    return glued or reading.has(index - 1, "of") or reading.number(index + 1) is not None


def _year(reading: Reading, index: int) -> tuple[int | None, int]:
    token = reading.next_to(index)
    number = token.number("number") if token is not None and token.digits else None
    if number is not None and 2000 <= number <= 2100:
        return number, index + 1
    return None, index
