"""From the text of a student to words with their senses and offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bot.understanding.dates.lexicon import Form, Lexicon, Senses, key, lexicon, undoubled

READ_AT_MOST = (
    2000  # characters; a longer message is no answer to "when?", and time must be bounded
)

_LATIN = r"A-Za-z\u00c0-\u024f"
_MARKS = (
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069"
)
_ARABIC = r"\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
_BESIDE = rf"{_LATIN}\d_"
_TOKEN = re.compile(
    rf"""
    (?P<date>(?<![{_BESIDE}/.\-+,:])
        (?:(?P<year_first>\d{{4}})[-/](?P<month_second>\d{{1,2}})[-/](?P<day_last>\d{{1,2}})
          |(?P<day>\d{{1,2}})\s?(?P<sep>[-/.])\s?(?P<month>\d{{1,2}})
           (?:\s?(?P=sep)\s?(?P<year>\d{{4}}|\d{{2}}))?)
        (?![{_BESIDE}/\-+]|[.,:]\d))
    |(?P<clock>(?<![{_BESIDE}.+,:])(?P<hour>\d{{1,2}})
        (?:\s{{0,2}}(?:[hH](?:(?:eu)?res?|rs?)?)(?:\s{{0,2}}(?P<past>\d{{2}}(?:\s?(?:min|mn))?))?
          |\s?:\s?(?P<minute>\d{{2}})(?::\d{{2}})?(?:\s?[hH])?)
        (?![{_BESIDE}]|[.,:]\d|/(?!\d{{1,2}}[hH:])))
    |(?P<number>(?<![{_BESIDE}/.+,])\d{{1,4}}(?:er)?(?![{_BESIDE}%]|[.,/:+]\d))
    |(?P<word>(?:[lL]['\u2019\u2018])?[{_LATIN}\d](?:[{_LATIN}\d{_MARKS}])*
        |[{_ARABIC}](?:[{_ARABIC}{_MARKS}])*)
    """,
    re.VERBOSE,
)
_GAP_IN_PHRASE = re.compile(r"[\s'\u2019\u2018\-\u0640.]*")
_LAUGH = "hh"  # no hour: "3ndi 20 hh"
_APOSTROPHES = re.compile("['\u2019\u2018]")


@dataclass(frozen=True)
class Clock:
    """An hour in digits with its mark: 10h30, 9:15."""

    hour: int
    minute: int
    leading_zero: bool


@dataclass(frozen=True)
class Written:
    """A date in digits: 25/11, 25-11-2026. ``separator`` tells how sure it is one."""

    day: int
    month: int
    year: int | None
    separator: str


@dataclass(frozen=True)
class Token:
    """A word or number.

    Attributes:
        start: Offset in the text as written.
        end: Offset after it.
        gap: What stands between the token before and this one.
        senses: kind -> value, from the lexicon; numbers have the sense ``number``.
        form: What was glued before the word.
        digits: The number was written in digits.
        clock: Set for 10h30.
        written: Set for 25/11.
    """

    start: int
    end: int
    gap: str
    senses: Senses = field(default_factory=dict)
    form: Form = field(default_factory=lambda: Form(""))
    digits: bool = False
    clock: Clock | None = None
    written: Written | None = None

    def number(self, kind: str) -> int | None:
        """Return the value of a sense that counts, or nothing when the token lacks it."""
        value = self.senses.get(kind)
        return value if isinstance(value, int) else None

    def name(self, kind: str) -> str | None:
        """Return the value of a sense that names, or nothing when the token lacks it."""
        value = self.senses.get(kind)
        return value if isinstance(value, str) else None


def tokenise(text: str) -> list[Token]:
    """Split the beginning of a message into tokens, phrases of the lexicon joined into one."""
    text = text[:READ_AT_MOST]
    tokens: list[Token] = []
    readings: list[tuple[Form, ...]] = []
    end = 0
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        end = match.end()
        token, forms = _read(match, gap)
        tokens.append(token)
        readings.append(forms)
    return _join_phrases(tokens, readings)


def _read(match: re.Match[str], gap: str) -> tuple[Token, tuple[Form, ...]]:
    start, end = match.span()
    if match["word"]:
        if match["word"].lower() == _LAUGH:
            return Token(start, end, gap), ()
        form, senses, forms = _look_up(key(_APOSTROPHES.sub("", match["word"])))
        return Token(start, end, gap, senses, form), forms
    if match["number"]:
        digits = "".join(char for char in match["number"] if char.isdecimal())
        forms = (Form(str(int(digits))),)
        return Token(start, end, gap, {"number": int(digits)}, digits=True), forms
    if match["clock"]:
        minute = re.sub(r"\D", "", match["past"] or match["minute"] or "0")
        zero = len(match["hour"]) == 2 and int(match["hour"]) < 10
        return Token(start, end, gap, clock=Clock(int(match["hour"]), int(minute), zero)), ()
    if match["year_first"]:
        written = Written(
            int(match["day_last"]), int(match["month_second"]), int(match["year_first"]), "/"
        )
    else:
        year = int(match["year"]) if match["year"] else None
        if year is not None and year < 100:
            year += 2000
        written = Written(int(match["day"]), int(match["month"]), year, match["sep"])
    return Token(start, end, gap, written=written), ()


@lru_cache(maxsize=8192)
def _look_up(word: str) -> tuple[Form, Senses, tuple[Form, ...]]:
    words = lexicon()
    forms = tuple(words.forms(word))
    for spelled in dict.fromkeys((word, undoubled(word))):
        whole: Mapping[str, int | str] = words.words.get(spelled, {})
        for form in words.forms(spelled):
            glued = words.words.get(form.word, {})
            if form.word != spelled and _may_be_glued(form, glued, words):
                return form, {**glued, **whole}, forms
        if whole:
            return Form(spelled), whole, forms
    return Form(word), {}, forms


_TO = "l"  # a preposition that is the article as well
_WE = "n"  # a verb of the first person begins with it
_GLUED_KINDS = frozenset(
    (
        *("weekday", "weekday_weak", "month", "day_offset", "day_word", "part", "noon"),
        *("number", "hour_ordinal", "hour_ordinal_clear", "fraction", "fives", "minute_word"),
        *("unit", "dual", "prayer", "at", "next"),
    )
)


def _may_be_glued(form: Form, senses: Senses, words: Lexicon) -> bool:
    """Arabic glues before any word; Latin letters before a short word are a chance likeness."""
    if not _GLUED_KINDS & senses.keys():
        return False
    if form.word.isascii():
        if form.preposition and not form.article and "weekday" in senses:
            return form.letter != _WE  # "njem3", we gather
        return len(form.word) > 3 or "fraction" in senses
    return True


def _join_phrases(tokens: list[Token], readings: list[tuple[Form, ...]]) -> list[Token]:
    phrases = lexicon().phrases
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        token, length = tokens[at], 1
        for form in readings[at]:
            found = next(
                (
                    (len(rest) + 1, senses)
                    for rest, senses in phrases.get(form.word, ())
                    if _follow(rest, at + 1, tokens, readings, "day_offset" not in senses)
                ),
                None,
            )
            if found is not None and found[0] > length:
                length = found[0]
                last = tokens[at + length - 1]
                token = Token(tokens[at].start, last.end, tokens[at].gap, found[1], form)
        joined.append(token)
        at += length
    return joined


def _follow(
    rest: tuple[str, ...],
    at: int,
    tokens: list[Token],
    readings: list[tuple[Form, ...]],
    with_article: bool,
) -> bool:
    """Tell whether the rest of a phrase stands here; "b3d lghda" is not "b3d ghda"."""
    if at + len(rest) > len(tokens):
        return False
    return all(
        _GAP_IN_PHRASE.fullmatch(tokens[at + step].gap) is not None
        and any(
            form.word == word and (with_article or not (form.article or form.letter == _TO))
            for form in readings[at + step]
        )
        for step, word in enumerate(rest)
    )
