"""From tokens to expressions: a day, an hour and a part of day that are said in one breath."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.dates.days import FRIDAY, is_past, read_day
from bot.understanding.dates.moment import Day, Expression, Time
from bot.understanding.dates.reading import Reading
from bot.understanding.dates.times import read_time
from bot.understanding.dates.tokens import Token

_LINKS = frozenset(("of", "at", "about"))  # may stand between the pieces of one expression
_BESIDE_A_PART = _LINKS | {"this", "day_word", "carries_on", "number_article", "or"}


class _Gathering:
    """The expression that is being read."""

    def __init__(self) -> None:
        self.day: Day | None = None
        self.time: Time | None = None
        self.part: str | None = None

    def take(self, reading: Reading, index: int) -> int | None:
        """Take one more piece at this index; the index after it, or nothing."""
        if self.time is None and (self.day is None or not self.day.after_prayer):
            part_first = self.part is None and _part(reading, index) is not None
            timed = None if part_first else read_time(reading, index)
            if timed is not None and self._fits(reading, timed):
                self.time = timed[0]
                return timed[1]
        if self.day is None:
            dated = read_day(reading, index)
            if dated is not None:
                self.day = dated[0]
                return dated[1]
        elif not self.day.after_prayer and _prayer(reading, index):
            self.day = replace(self.day, after_prayer=True)
            return _prayer(reading, index)
        if self.part is None:
            part = _part(reading, index)
            if part is not None:
                self.part = part[0]
                if part[2] and self.day is None:
                    self.day = Day(offset=0)
                return part[1]
        return None

    def _fits(self, reading: Reading, timed: tuple[Time, int]) -> bool:
        time, after = timed
        if time.minutes_later is not None:
            return self.day is None
        if time.sure:
            return True
        part = _part(reading, after + 1 if reading.has(after, "of") else after)
        if part is not None:
            return True
        if time.bare:  # "ghedda 10", but not "demain 2 amis"
            return self.day is not None and self.day.number is None and reading.ends(after)
        return self.day is not None or _day_is_next(reading, after) or _whole(reading, after)


def _day_is_next(reading: Reading, index: int) -> bool:
    return reading.next_to(index) is not None and read_day(reading, index) is not None


def _whole(reading: Reading, index: int) -> bool:
    """Tell whether a weakly marked hour is at the end of the message ("f l3achra")."""
    token = reading.at(index - 1)
    return reading.at(index) is None and token is not None and not token.digits


def _prayer(reading: Reading, index: int) -> int | None:
    """Return the index after "after the prayer" that follows a day."""
    if not reading.has(index, "after"):
        return None
    after = index + 1
    if reading.has(after, "of") and reading.has(after + 1, "prayer"):
        after += 1
    if reading.has(after, "prayer"):
        after += 1
        linked = after + 1 if reading.has(after, "of") else after
        return linked + 1 if _friday(reading, linked) else after
    return after + 1 if _friday(reading, after) else None


def _friday(reading: Reading, index: int) -> bool:
    token = reading.next_to(index)
    return token is not None and token.number("weekday") == FRIDAY


def _part(reading: Reading, index: int) -> tuple[str, int, bool] | None:
    """Read a part of day; the third value tells that today was meant ("ce soir")."""
    this = reading.has(index, "this")
    while reading.has(index, "this"):
        index += 1
    token = reading.next_to(index)
    if token is None:
        return None
    tonight = token.name("this_part")
    if tonight is not None:
        return tonight, index + 1, True
    part = token.name("part")
    if part is None:
        return None
    return part, index + 1, this


def expressions(tokens: list[Token]) -> list[Expression]:
    """Find the expressions of a message, in the order of their words."""
    reading = Reading(tokens)
    found: list[Expression] = []
    index = 0
    while index < len(tokens):
        reading.begin = index
        over = is_past(reading, index)
        if over is not None:
            index = over
            continue
        gathering = _Gathering()
        end = gathering.take(reading, index)
        if end is None:
            index += 1
            continue
        while (further := _further(reading, gathering, end)) is not None:
            end = further
        if _is_one_coming_time(reading, gathering, index, end):
            start = _without_preposition(tokens[index])
            said = gathering.day, gathering.time, gathering.part
            found.append(Expression(*said, start, tokens[end - 1].end))
        index = end
    return found


def _further(reading: Reading, gathering: _Gathering, index: int) -> int | None:
    for _ in range(3):
        token = reading.next_to(index)
        if token is None:
            return None
        taken = gathering.take(reading, index)
        if taken is not None:
            return taken
        if not _LINKS & token.senses.keys():
            return None
        index += 1
    return None


def _is_one_coming_time(reading: Reading, said: _Gathering, index: int, end: int) -> bool:
    """Tell one coming time from a habit ("chaque lundi"), a duration ("2h de route") or none."""
    if said.day is None and said.time is None:
        outside = reading.tokens[:index] + reading.tokens[end:]
        return all(_BESIDE_A_PART & token.senses.keys() for token in outside)
    if said.day is not None and (said.day.weekday is None or said.day.number is not None):
        return True
    before = reading.at(index - 1)
    if before is not None and "not_before" in before.senses and reading.near(index):
        return False
    if reading.has(end, "not_after"):
        return False
    lasts = said.day is None and said.part is None and reading.has(end, "duration_of")
    return not (lasts and said.time is not None and not said.time.minute)


def _without_preposition(token: Token) -> int:
    return token.start
