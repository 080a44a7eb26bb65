"""From tokens to expressions: a day, an hour and a part of day that are said in one breath."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.dates.days import FRIDAY, is_past, read_day
from bot.understanding.dates.lexicon import lexicon
from bot.understanding.dates.moment import Day, Expression, Time
from bot.understanding.dates.reading import Reading
from bot.understanding.dates.times import read_time
from bot.understanding.dates.tokens import Token

_LINKS = frozenset(("of", "at", "about"))  # may stand between the pieces of one expression
_DUTY = 4  # words between leaving work and the hour of it
_WITHIN = "'\u2019\u2018-\u0640 \t"  # what stands between words of a clause
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
        alone = _begins_marked(reading) and reading.at(after) is None
        return self.day is not None or _day_is_next(reading, after) or alone or _on(reading, after)


def _day_is_next(reading: Reading, index: int) -> bool:
    return reading.next_to(index) is not None and read_day(reading, index) is not None


def _begins_marked(reading: Reading) -> bool:
    """Tell whether a message begins with an hour that is marked, if only by an article."""
    token = reading.tokens[0]
    marked = bool(token.senses.keys() & {"at", "between"}) or (
        "number" in token.senses and token.form.article
    )
    return reading.begin == 0 and marked


def _on(reading: Reading, after: int) -> bool:
    """Tell whether the expression begins with a weak mark that is no mere "in" or "to"."""
    first, hour = reading.tokens[reading.begin], reading.at(reading.begin + 1)
    before = reading.at(reading.begin - 1)
    if first.name("at") != "weak" or hour is None:
        return False
    if before is not None and before.digits:
        return False  # "4 3la 5" is a mark
    ends = hour.digits and reading.ends(after)  # a mark in mathematics goes on
    return ends or hour.form.article or "hour_ordinal" in hour.senses


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
    index += this
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


def expressions(text: str, tokens: list[Token]) -> list[Expression]:
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
        end = None if "no_date" in tokens[index].senses else gathering.take(reading, index)
        if end is None:
            index += 1
            continue
        while (further := _further(reading, gathering, end)) is not None:
            end = further
        if _is_one_coming_time(reading, gathering, index, end):
            start = _without_preposition(text, reading, index)
            said = gathering.day, gathering.time, gathering.part
            found.append(Expression(*said, start, tokens[end - 1].end))
            end = _alternatives(reading, found, end)
        index = end
    return found


def _alternatives(reading: Reading, found: list[Expression], index: int) -> int:
    """Add the bare numbers after "or": "m3a 10 wla 11", "nhar 8 ola 18"."""
    while reading.has(index, "or"):
        token, last = reading.next_to(index + 1), found[-1]
        number = token.number("number") if token is not None and token.digits else None
        if token is None or number is None or not reading.ends(index + 2):
            break
        if last.time is not None and last.time.minutes_later is None and 0 < number <= 23:
            time = Time(number, exact=number > 12, sure=True)
            found.append(replace(last, time=time, start=token.start, end=token.end))
        elif last.time is None and last.day is not None and last.day.number and number <= 31:
            day = Day(number=number, month=last.day.month)
            found.append(Expression(day, None, last.part, token.start, token.end))
        else:
            break
        index += 2
    return index


def _further(reading: Reading, gathering: _Gathering, index: int) -> int | None:
    for _ in range(3):
        token = reading.next_to(index)
        if token is None:
            return None
        taken = None if "," in token.gap and gathering.time else gathering.take(reading, index)
        if taken is not None:
            return taken
        if gathering.day is not None and gathering.part is None and "early" in token.senses:
            gathering.part = "morning"
            return index + 1
        if not _LINKS & token.senses.keys():
            return None
        index += 1
    return None


def _is_one_coming_time(reading: Reading, said: _Gathering, index: int, end: int) -> bool:
    """Tell one coming time from a habit ("chaque lundi"), a duration ("2h de route") or none."""
    if said.day is None and said.time is None:
        outside = reading.tokens[:index] + reading.tokens[end:]
        return all(_BESIDE_A_PART & token.senses.keys() for token in outside)
    if said.day is not None and said.day.number is not None:
        return said.day.month is not None or not _follows(reading, index, "not_before")
    if _follows(reading, index, "not_before"):
        return said.day is not None and said.day.offset is not None and said.part is None
    if reading.has(end, "not_after"):
        return False
    if said.day is not None and said.day.weekday is not None:
        plain = said.time is None and end == index + 1 and not said.day.after_prayer
        return not (plain and _follows(reading, index, "number_article"))  # "ouvert le samedi"
    lasts = said.day is None and said.part is None and reading.has(end, "duration_of")
    duty = said.day is None and _is_of_a_duty(reading, index)
    return not duty and not (lasts and said.time is not None and not said.time.minute)


def _is_of_a_duty(reading: Reading, index: int) -> bool:
    """Tell the hour that is wished from that of work or school: "je sors à 17h", "tal 2 d lil"."""
    before: list[Token] = []
    for place in range(index, max(0, index - _DUTY), -1):
        if reading.tokens[place].gap.strip(_WITHIN):
            break
        before.append(reading.tokens[place - 1])
    if any("duty" in token.senses for token in before):
        return True
    until = any("until" in token.senses for token in before[:2])
    return until and not any(
        "put_off" in token.senses and "until" not in token.senses
        for token in reading.tokens[:index]
    )


def _follows(reading: Reading, index: int, kind: str) -> bool:
    before = reading.at(index - 1)
    if before is None or not reading.near(index):
        return False
    if kind in before.senses:
        return True
    further = reading.at(index - 2)
    return "unit" in before.senses and further is not None and kind in further.senses


def _without_preposition(text: str, reading: Reading, index: int) -> int:
    """Return where the expression begins, after "à", "f" or a glued preposition."""
    while reading.tokens[index].name("at") == "outside" and reading.at(index + 1) is not None:
        index += 1
    token = reading.tokens[index]
    form, start = token.form, token.start
    dated = bool(token.number("day_offset"))
    articles = lexicon().glue["Arab"].articles
    glued = form.preposition and not (form.article or dated or form.word.startswith(articles))
    if glued and text[start] in (*articles, "l", "L"):
        return start  # the Darija article, as in "ltnin"
    if dated and form.article and not form.letters_taken and (text[start] in (*articles, "l", "L")):
        return start + 1  # "until tomorrow"
    for _ in range(form.letters_taken):
        start += 1
        while start < token.end - 1 and (not text[start].isalnum() or text[start] == "\u0640"):
            start += 1
    return start
