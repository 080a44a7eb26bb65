"""What the day and hour rules share: looking at tokens by place, gaps and numbers."""

from __future__ import annotations

import re

from bot.understanding.dates.tokens import Token

_NEAR = re.compile(r"[\s'\u2019\u2018\-\u0640,\u060c]*")
_TENS = frozenset((20, 30, 40, 50))


class Reading:
    """The tokens of one message, asked by index; an index past the end is no token."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.begin = 0  # where the expression begins that is being read

    def at(self, index: int) -> Token | None:
        """Return the token at an index, or nothing outside the message."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def next_to(self, index: int) -> Token | None:
        """Return the token when only a space, hyphen or comma parts it from the one before."""
        token = self.at(index)
        return token if token is not None and (index == self.begin or self.near(index)) else None

    def near(self, index: int) -> bool:
        """Tell whether no more than a space, hyphen or comma stands before this token."""
        return _NEAR.fullmatch(self.tokens[index].gap) is not None

    def has(self, index: int, kind: str) -> bool:
        """Tell whether the token here, close to the one before, has a sense of this kind."""
        token = self.next_to(index)
        return token is not None and kind in token.senses

    def ends(self, index: int) -> bool:
        """Tell whether the message or the clause ends before this index."""
        token = self.at(index)
        return token is None or token.gap.strip("'\u2019\u2018-\u0640 \t") != ""

    def number(self, index: int) -> tuple[int, int] | None:
        """Read a number in digits or words; ``vingt cinq`` and its Arabic order are one.

        Returns:
            The number and the index after it.
        """
        first = self._plain(index)
        if first is None:
            return None
        if self.tokens[index].digits:
            return first, index + 1
        second = index + 1
        if self.has(second, "and"):
            second += 1
        joined = second > index + 1 or self._glued_and(second)
        other = self._plain(second) if self.next_to(second) else None
        if other is not None and not self.tokens[second].digits:
            if joined and first < 10 and other in _TENS:
                return first + other, second + 1
            if first in _TENS and other < 10 and (not joined or other == 1):
                return first + other, second + 1
            if first == 10 and 7 <= other <= 9 and not joined:
                return first + other, second + 1
        return first, index + 1

    def counts_something(self, index: int) -> bool:
        """Tell whether a thing that is counted, or another number, stands here."""
        token = self.next_to(index)
        if token is None:
            return False
        if token.digits and token.gap.strip() == "":
            return True
        return bool(token.senses.keys() & {"counted", "unit", "minute_word"}) and not (
            token.form.article and "counted" not in token.senses
        )

    def counted_is_near(self, index: int) -> bool:
        """Tell whether a thing that is counted stands here."""
        token = self.next_to(index)
        return token is not None and bool(token.senses.keys() & {"counted", "many"})

    def _plain(self, index: int) -> int | None:
        token = self.at(index)
        return token.number("number") if token is not None else None

    def _glued_and(self, index: int) -> bool:
        token = self.at(index)
        return token is not None and token.form.conjunction
