"""Text as job boards send it: mended encoding, no markup, no control characters."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import ftfy

MAX_DESCRIPTION = 4000
_BROKEN = re.compile(
    "[\u00c3\u00c2\u00d8\u00d9\u00e2\u00f0][\u0080-\u00ff\u2018-\u203a\u20ac\u2122]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# Nothing below has anything to do where none of these stand: most fields of most feeds.
_UNCLEAN = re.compile(
    "[^\\x20-\\x7e\u00a1-\u00bf\u00c4-\u00cf\u00d1-\u00d7\u00da-\u00e1\u00e3-\u00ef\u00f1-\u00ff"
    "\u0152\u0153\u0621-\u064a\u2013-\u2014\u2018-\u201d\u2022\u2026]|[<&]|  "
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_TAG = re.compile(r"<[a-zA-Z/!?]")
_BLOCKS = {"p", "br", "li", "ul", "ol", "div", "tr", "h1", "h2", "h3", "h4", "table", "section"}
_DROPPED = {"script", "style", "iframe", "object", "noscript", "template", "svg"}


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.pieces.append(data)


def clean(value: object, *, lines: bool = False) -> str:
    """Return safe plain text.

    Args:
        value: What the feed holds; ``None`` is empty.
        lines: Whether line breaks are kept.
    """
    if value is None:
        return ""
    text = str(value)
    if not _UNCLEAN.search(text):
        return text.strip()
    if not text.isascii() and _BROKEN.search(text):
        text = ftfy.fix_text(text)
    # Markup may be escaped once more inside a feed; what still looks like a tag after that is not.
    for _ in range(3):
        if not _TAG.search(text):
            break
        text = _strip(text)
    text = html.unescape(text)
    if _TAG.search(text):
        text = _strip(text).replace("<", "‹")
    text = _CONTROL.sub("", text.replace("\r", "\n"))
    text = _SPACES.sub(" ", text).strip()
    return _LINES.sub("\n" if lines else " ", text)


def shorten(text: str, limit: int) -> str:
    """Return at most ``limit`` characters, cut after a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def _strip(text: str) -> str:
    stripper = _Stripper()
    stripper.feed(text)
    stripper.close()
    return "".join(stripper.pieces)
