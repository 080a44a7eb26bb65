"""How students say an hour: 10h30, dix heures et demie, m3a l3achra w noss, quarter to."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.dates.moment import Time
from bot.understanding.dates.reading import Reading
from bot.understanding.dates.tokens import Token

Found = tuple[Time, int]
FURTHEST_HOURS = 48
MARKS_AT_MOST = 4


def read_time(reading: Reading, index: int) -> Found | None:
    """Read an hour that begins at this token, with its mark ("à", "m3a") if any.

    Returns:
        The hour as said, and the index after it; nothing when no hour begins here.
    """
    found = (
        _from_now(reading, index)
        or _range(reading, index)
        or _marked(reading, index)
        or _unmarked(reading, index, sure=False)
    )
    if found is not None and reading.has(found[1], "month"):
        return None  # "five and twenty November" is no hour
    return found


def _counts(unit: Token, counted: bool) -> bool:
    """Tell whether a unit may follow "in"; "minutes" needs a number, "an hour" none."""
    needs_number = "many" in unit.senses
    return "unit" in unit.senses and not unit.form.article and (counted or not needs_number)


def _from_now(reading: Reading, index: int) -> Found | None:
    """In two hours."""
    if not reading.has(index, "in"):
        return None
    counted = reading.number(index + 1)
    clock = reading.next_to(index + 1)
    if clock is not None and clock.clock is not None and clock.clock.hour <= FURTHEST_HOURS:
        later = clock.clock.hour * 60 + clock.clock.minute  # "dans 2h"
        return (Time(minutes_later=later, sure=True), index + 2) if later else None
    count, after = counted if counted is not None else (1, index + 1)
    unit = reading.next_to(after)
    if unit is None:
        return None
    if counted is None and "dual" in unit.senses:
        count, name = 2, unit.name("dual")
    elif _counts(unit, counted is not None):
        name = unit.name("unit")
    else:
        return None
    minutes = count * {"minute": 1, "hour": 60}.get(name or "", 0)
    after += 1
    if name == "hour" and (counted is None and reading.number(after) is not None):
        return None  # "after 10 o'clock", not "in an hour"
    if name == "hour":
        past, after = _minutes(reading, after, after_hours=False)
        minutes += past
    return (Time(minutes_later=minutes, sure=True), after) if 0 < minutes <= 2880 else None


def _range(reading: Reading, index: int) -> Found | None:
    """Between ten and eleven: the first of the two, over the whole of the words."""
    if not reading.has(index, "between"):
        return None
    token = reading.next_to(index + 1)
    first = _unmarked(reading, index + 1, sure=False) if token is not None else None
    if token is None or first is None:
        return None
    hour = token.number("number")
    if hour is not None and not reading.has(first[1], "and") and first[0].minute:
        # "between 3 and 5" is not five past three
        first = Time(hour), index + 2
    start = first[1]
    if reading.has(start, "and") and not _glued_and(reading, start):
        start += 1
    elif not _glued_and(reading, start):
        return None
    second = _unmarked(reading, start, sure=False)
    if second is None or reading.counts_something(second[1]):
        return None
    return replace(first[0], sure=first[0].sure or second[0].sure, bare=False), second[1]


def _marked(reading: Reading, index: int) -> Found | None:
    """An hour after one or more marks: m3a, à, f."""
    strength: str | None = None
    for _ in range(MARKS_AT_MOST):
        token = reading.at(index) if strength is None else reading.next_to(index)
        mark = token.name("at") if token is not None else None
        about = strength is not None and token is not None and "about" in token.senses
        if mark is None and not about:
            break
        strength = "strong" if "strong" in (mark, strength) else "weak"
        index += 1
    if strength is None or reading.next_to(index) is None:
        return None
    found = _unmarked(reading, index, sure=strength == "strong", marked=True)
    if found is None:
        return None
    noon = reading.has(index, "noon")
    return replace(found[0], bare=False, sure=found[0].sure or noon), found[1]


def _unmarked(reading: Reading, index: int, sure: bool, marked: bool = False) -> Found | None:
    """The hour itself with its minutes."""
    token = reading.at(index)
    if token is None:
        return None
    if token.clock is not None:
        if token.clock.hour > 23 or token.clock.minute > 59:
            return None
        exact = token.clock.leading_zero or token.clock.hour > 12
        # "3h" with no mark and nothing else may be a duration
        short = token.clock.hour <= 3 and not token.clock.minute and not token.clock.leading_zero
        time = Time(
            token.clock.hour, token.clock.minute, exact=exact, sure=marked or sure or not short
        )
        return _with_minutes(reading, index + 1, time, after_hours=False)
    noon = token.number("noon")
    if noon is not None:
        time = Time(noon, exact=True, sure=sure or noon == 0)
        return _with_minutes(reading, index + 1, time, after_hours=False)
    ordinal = token.number("hour_ordinal")
    clear = token.number("hour_ordinal_clear")
    if ordinal is not None or clear is not None:
        hour = clear if clear is not None else ordinal or 0
        return _with_minutes(
            reading, index + 1, Time(hour, sure=sure or clear is not None), after_hours=False
        )
    return _number_as_hour(reading, index, sure, marked)


def _number_as_hour(reading: Reading, index: int, sure: bool, marked: bool) -> Found | None:  # noqa: PLR0911  one return a way of saying it
    token = reading.tokens[index]
    hour = token.number("number")
    if hour is None or hour > 23:
        return None
    one = hour == 1 and not token.digits and not token.form.article
    if one and not (marked and reading.has(index + 1, "hour_after")):
        return None  # "une", "wa7ed": one o'clock only as "à une heure"
    if hour == 1 and "someone" in token.senses:
        return None  # "m3a lwa7ed", with somebody; an hour is feminine
    after = index + 1
    if token.digits is False and (composite := reading.number(index)) and composite[0] <= 23:
        hour, after = composite[0], composite[1]
    if reading.has(after, "month") or (
        reading.has(after, "of") and reading.has(after + 1, "month")
    ):
        return None
    exact = hour > 12
    if reading.has(after, "hour_after"):
        time = Time(hour, exact=exact, sure=True)
        return _with_minutes(reading, after + 1, time, after_hours=True)
    if hour == 0:
        return None
    glued = token.form.article or token.form.preposition
    time = Time(hour, exact=exact, sure=sure, bare=not (sure or glued))
    timed, end = _with_minutes(reading, after, time, after_hours=False)
    if end == after and (reading.counts_something(after) or (not marked and _is_day(token))):
        return None
    if end == after and reading.has(after, "of") and not _part_follows(reading, after):
        follower = reading.at(after)
        if follower is not None and "at" not in follower.senses:
            return None  # "m3a 3 d nas", with three people
    return timed, end


def _is_day(token: Token) -> bool:
    """Tell whether the number word is a weekday too ("tlat")."""
    return bool(token.senses.keys() & {"weekday", "weekday_weak"})


def _part_follows(reading: Reading, index: int) -> bool:
    return any(
        reading.has(place, kind)
        for place in (index, index + 1, index + 2)
        for kind in ("part", "day_offset", "weekday", "day_word")
    )


def _with_minutes(reading: Reading, index: int, time: Time, after_hours: bool) -> Found:
    minutes, after = _minutes(reading, index, after_hours)
    if after == index:
        return time, index
    return replace(time, minute=time.minute + minutes, sure=True, bare=False), after


def _minutes(reading: Reading, index: int, after_hours: bool) -> tuple[int, int]:  # noqa: PLR0911  one return a way of saying it
    """Read "w noss", "moins le quart", "w sb3 9sam", "et vingt minutes".

    Returns:
        Minutes, negative before the hour, and the index after them (the same when none).
    """
    token = reading.next_to(index)
    if token is None:
        return 0, index
    if token.form.conjunction or "and" in token.senses:
        start = index + 1 if "and" in token.senses and not token.form.conjunction else index
        return _amount(reading, start, 1) or (0, index)
    if "minus_fraction" in token.senses and reading.has(index + 1, "fraction"):
        return _amount(reading, index + 1, -1) or (0, index)
    if "minus" in token.senses:
        start = index + 1
        start += reading.has(start, "number_article") or reading.has(start, "of")
        return _amount(reading, start, -1) or (0, index)
    fraction = token.number("fraction")
    if fraction is not None and not token.form.preposition and not after_hours:
        return fraction, index + 1  # "10 noss"
    if after_hours:
        counted = reading.number(index)
        if counted is not None and counted[0] < 60 and not reading.has(counted[1], "counted"):
            end = counted[1] + 1 if reading.has(counted[1], "minute_word") else counted[1]
            return counted[0], end
    return 0, index


def _amount(reading: Reading, index: int, sign: int) -> tuple[int, int] | None:  # noqa: PLR0911  one return a way of saying it
    token = reading.next_to(index)
    if token is None:
        return None
    counted = reading.number(index)
    fives = reading.next_to(counted[1]) if counted is not None else None
    if counted is not None and fives is not None and "fives" in fives.senses:
        return sign * 5 * counted[0], counted[1] + 1
    fraction = token.number("fraction")
    if fraction is not None:
        return sign * fraction, index + 1
    if counted is None or not 0 < counted[0] < 60:
        return None
    if reading.has(counted[1], "minute_word"):
        return sign * counted[0], counted[1] + 1
    if counted[0] % 5 or reading.counts_something(counted[1]) or reading.has(counted[1], "of"):
        return None
    if reading.has(counted[1], "hour_after"):
        return None  # "10h et 11h"
    return sign * counted[0], counted[1]


def _glued_and(reading: Reading, index: int) -> bool:
    token = reading.next_to(index)
    return token is not None and token.form.conjunction
