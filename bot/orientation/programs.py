"""Schools, programmes and diplomas, from ``programs.yml``."""

from __future__ import annotations

from pathlib import Path

from bot.orientation.items import Labels, Program
from bot.orientation.reader import Entry, read
from bot.orientation.sourced import items_of, sourced

FILE = "programs.yml"


def load_programs(directory: Path) -> tuple[dict[str, Program], Labels]:
    """Read the programmes and the labels that go with them.

    Raises:
        DataError: The file or one of its keys is wrong.
    """
    content = read(directory / FILE)
    labels = _labels(content.entry("labels"))
    items = items_of(content, "programs")
    return {id_: _program(id_, entry, labels) for id_, entry in items.items()}, labels


def _labels(entry: Entry) -> Labels:
    lengths = entry.entry("length")
    by_years = {
        None if key == "unknown" else int(key): lengths.text(key)
        for key in lengths.members()
        if key == "unknown" or isinstance(key, int)
    }
    if None not in by_years:
        raise lengths.wrong("unknown", "the key is missing")
    return Labels(entry.text("unverified"), entry.text("places_unknown"), by_years)


def _program(id_: str, entry: Entry, labels: Labels) -> Program:
    years = entry.optional_integer("length_years")
    if years not in labels.length:
        raise entry.wrong("length_years", f"labels.length has no words for {years}")
    return Program(
        **sourced(id_, entry),
        what=entry.text("what"),
        length_years=years,
        length=labels.length[years],
        entry_level=entry.string("entry_level"),
        entry=entry.text("entry"),
        bac_tracks=entry.optional_strings("bac_tracks"),
        platform=entry.optional_string("platform"),
        leads_to=entry.text("leads_to"),
    )
