"""Latin names and numbers inside Arabic, isolated so that they do not disturb each other's order.

Platforms show each line in the direction of its first letter. Without isolation "Bac+2 (TS)" in an
Arabic line comes out with its sign and brackets at the wrong ends.
"""

from __future__ import annotations

import regex

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

_ARABIC = regex.compile(r"\p{Script=Arabic}")
_LETTER = regex.compile(r"\p{L}")
_ADDRESS = regex.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
# From a Latin letter or digit to the last one, with what stands between and directly belongs:
# "Bac+2", "05 37 12 34 56", "C++", "14:30", "OFPPT (ISTA)".
_LEFT_TO_RIGHT = regex.compile(
    r"[(\[+#]?[\p{Script=Latin}\d]"
    r"(?:[\p{Script=Latin}\d\p{M}]|[ '’.,:/&+@_()\[\]%#-](?=[^\n]*?[\p{Script=Latin}\d)\]+%]))*"
    r"(?:\+\+|[)\]%+#])?"
)
_SENTENCE_MARK_AT_END = regex.compile(r"[ .,:'’(\[-]+$")


def isolate(text: str) -> str:
    """Return a text whose Arabic lines hold their Latin runs and numbers in isolates.

    Links and e-mail addresses stay bare, since programs would take the marks for a part of them.
    """
    return "\n".join(_isolate_line(line) for line in text.split("\n"))


def _isolate_line(line: str) -> str:
    if not _runs_right_to_left(line):
        return line
    result, position = [], 0
    for address in _ADDRESS.finditer(line):
        result.append(_isolate_runs(line[position : address.start()]))
        result.append(address.group())
        position = address.end()
    result.append(_isolate_runs(line[position:]))
    return "".join(result)


def _runs_right_to_left(line: str) -> bool:
    first = _LETTER.search(line)
    if first is None:
        return False
    if _ARABIC.match(first.group()):
        return True
    # A line that begins with a Latin name is still Arabic when most of it is; isolating the name
    # lets the platform see that.
    return len(_ARABIC.findall(line)) * 2 > len(_LETTER.findall(line))


def _isolate_runs(text: str) -> str:
    def marked(match: regex.Match[str]) -> str:
        run = match.group()
        before, after = text[: match.start()], text[match.end() :]
        if before.endswith(FIRST_STRONG_ISOLATE) and after.startswith(POP_ISOLATE):
            return str(run)
        tail = ""
        end = _SENTENCE_MARK_AT_END.search(run)
        if end:
            run, tail = run[: end.start()], run[end.start() :]
        return f"{FIRST_STRONG_ISOLATE}{run}{POP_ISOLATE}{tail}"

    return str(_LEFT_TO_RIGHT.sub(marked, text))
