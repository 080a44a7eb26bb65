"""Reads an agenda from YAML or CSV and checks every value; the error names row and reason."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from bot.appointments.agenda import WEEKDAYS, Absence, Agenda, Counsellor, Rules, Span, Week
from bot.appointments.centers import centers
from bot.errors import DataError
from bot.settings import DATA

FILE = DATA / "appointments" / "agenda.yml"
SERVICES = DATA / "knowledge" / "services.yml"
CSV_COLUMNS = ("counsellor", "center")

Content = dict[str, Any]


def load(path: Path, base: Content | None = None) -> Content:
    """Read a file into checked plain content (what :func:`parse` takes).

    Args:
        path: ``.yml``/``.yaml`` with the whole agenda, or ``.csv`` with a counsellor a row
            (``counsellor``, ``center``, ``name``, ``services`` and a column a weekday, each such
            as ``09:00-12:30 13:30-16:30``), which replaces the counsellors of the base.
        base: What a CSV file does not say; the project's own agenda unless given.

    Raises:
        DataError: With the row or the key, and the reason.
    """
    if path.suffix.lower() == ".csv":
        content = {**(base or read_yaml(FILE)), "counsellors": _rows(path), "demo": False}
        parse(content, path, row_of=_row_numbers(path))
        return content
    content = read_yaml(path)
    parse(content, path)
    return content


def read_yaml(path: Path) -> Content:
    """Read a YAML mapping.

    Raises:
        DataError: The file cannot be read or is not a mapping.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(path, "", f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError:
        raise DataError(path, "", "is not UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        raise DataError(path, where, getattr(error, "problem", None) or "is not YAML") from error
    if not isinstance(content, dict):
        raise DataError(path, "", "a mapping is expected")
    return content


def parse(
    content: Content, path: Path | str = FILE, row_of: Mapping[str, str] | None = None
) -> Agenda:
    """Turn plain content into an agenda.

    Args:
        content: As written in the file.
        path: Named in errors.
        row_of: Where each counsellor stands, for errors; the key in a YAML file.

    Raises:
        DataError: With the key and the reason.
    """
    return _Parser(path, row_of or {}).agenda(content)


@lru_cache(maxsize=1)
def known_services() -> tuple[str, ...]:
    """Return the ids of all services a centre can offer."""
    content = yaml.safe_load(SERVICES.read_text(encoding="utf-8"))
    return tuple(content["services"])


class _Parser:
    def __init__(self, path: Path | str, row_of: Mapping[str, str]) -> None:
        self._path = path
        self._row_of = row_of

    def agenda(self, content: Content) -> Agenda:
        minutes = {
            str(service): self._number(f"services.{service}", value, 5)
            for service, value in self._mapping("services", content.get("services")).items()
        }
        for service in minutes:
            if service not in known_services():
                raise self._wrong(f"services.{service}", "is not a known service")
        hours = self._week("hours", content.get("hours") or {})
        ramadan = self._week("ramadan_hours", content.get("ramadan_hours") or {})
        written = self._mapping("counsellors", content.get("counsellors"))
        counsellors = {
            str(id_): self._counsellor(str(id_), entry, tuple(minutes), hours, ramadan)
            for id_, entry in written.items()
        }
        return Agenda(
            demo=bool(content.get("demo", False)),
            rules=self._rules(self._mapping("rules", content.get("rules"))),
            minutes=minutes,
            breaks=self._week("breaks", content.get("breaks") or {}),
            closures=self._absences("closures", content.get("closures") or []),
            confirmed_days={
                str(id_): tuple(sorted(self._day(f"confirmed_days.{id_}", day) for day in days))
                for id_, days in (content.get("confirmed_days") or {}).items()
            },
            counsellors=counsellors,
        )

    def _wrong(self, where: str, what: str) -> DataError:
        return DataError(self._path, where, what)

    def _mapping(self, key: str, value: object) -> dict[str, Any]:
        if not isinstance(value, dict) or not value:
            raise self._wrong(key, "is missing or empty")
        return value

    def _number(self, key: str, value: object, least: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self._wrong(key, f"a whole number from {least} is expected, not {value!r}")
        return value

    def _rules(self, entry: dict[str, Any]) -> Rules:
        step = self._number("rules.step_minutes", entry.get("step_minutes"), 5)
        if step % 5 or 60 % step:
            raise self._wrong("rules.step_minutes", "must be 5, 10, 15, 20, 30 or 60")
        return Rules(
            step_minutes=step,
            notice_minutes=self._number("rules.notice_minutes", entry.get("notice_minutes"), 0),
            horizon_days=self._number("rules.horizon_days", entry.get("horizon_days"), 1),
            open_per_student=self._number(
                "rules.open_per_student", entry.get("open_per_student"), 1
            ),
        )

    def _counsellor(
        self, id_: str, entry: object, services: tuple[str, ...], hours: Week, ramadan: Week
    ) -> Counsellor:
        where = self._row_of.get(id_, f"counsellors.{id_}")
        if not isinstance(entry, dict):
            raise self._wrong(where, "a mapping is expected")
        center = entry.get("center")
        if center not in centers():
            raise self._wrong(where, f"{center!r} is not a known centre")
        offered = entry.get("services") or services
        for service in offered:
            if service not in services:
                raise self._wrong(where, f"{service!r} has no length under services")
        own = entry.get("hours")
        own_ramadan = entry.get("ramadan_hours")
        return Counsellor(
            id=id_,
            center=str(center),
            name=entry.get("name"),
            services=frozenset(offered),
            hours=hours if own is None else self._week(where, own),
            ramadan_hours=ramadan if own_ramadan is None else self._week(where, own_ramadan),
            leave=self._absences(where, entry.get("leave") or []),
        )

    def _week(self, where: str, entry: object) -> Week:
        if not isinstance(entry, dict):
            raise self._wrong(where, "a list of spans per weekday is expected")
        week = {}
        for name, spans in entry.items():
            if name not in WEEKDAYS:
                raise self._wrong(where, f"{name!r} is not a weekday ({', '.join(WEEKDAYS)})")
            if not isinstance(spans, list):
                raise self._wrong(where, f"{name}: a list of spans is expected")
            week[WEEKDAYS.index(name)] = self._spans(f"{where}: {name}", spans)
        return week

    def _spans(self, where: str, spans: Iterable[object]) -> tuple[Span, ...]:
        read = sorted(self._span(where, span) for span in spans)
        for (_, ends), (begins, _) in pairwise(read):
            if begins < ends:
                raise self._wrong(where, "two spans overlap")
        return tuple(read)

    def _span(self, where: str, span: object) -> Span:
        try:
            begins, ends = (time.fromisoformat(part.strip()) for part in str(span).split("-"))
        except ValueError:
            raise self._wrong(where, f"{span!r} is not a span such as 09:00-12:30") from None
        if begins >= ends:
            raise self._wrong(where, f"{span!r} ends before it begins")
        if begins.minute % 5 or ends.minute % 5:
            raise self._wrong(where, f"{span!r} is not on five minutes")
        return begins, ends

    def _absences(self, where: str, entries: object) -> tuple[Absence, ...]:
        if not isinstance(entries, list):
            raise self._wrong(where, "a list of days off is expected")
        return tuple(self._absence(f"{where}[{n}]", each) for n, each in enumerate(entries, 1))

    def _absence(self, where: str, entry: object) -> Absence:
        if not isinstance(entry, dict):
            raise self._wrong(where, "from and to are expected")
        first = self._day(f"{where}.from", entry.get("from"))
        last = self._day(f"{where}.to", entry.get("to", entry.get("from")))
        if last < first:
            raise self._wrong(where, "ends before it begins")
        center = entry.get("center")
        if center is not None and center not in centers():
            raise self._wrong(where, f"{center!r} is not a known centre")
        return Absence(first, last, center)

    def _day(self, where: str, value: object) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self._wrong(where, f"{value!r} is not a day such as 2026-12-24") from None


def _table(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(path, "", f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError:
        raise DataError(path, "", "is not UTF-8") from None
    header = text.partition("\n")[0]
    reader = csv.DictReader(
        text.splitlines(), delimiter=";" if header.count(";") > header.count(",") else ","
    )
    for column in CSV_COLUMNS:
        if column not in (reader.fieldnames or ()):
            raise DataError(path, "row 1", f"the column {column!r} is missing")
    return [(reader.line_num, row) for row in reader]


def _rows(path: Path) -> Content:
    counsellors: Content = {}
    for number, row in _table(path):
        id_ = (row["counsellor"] or "").strip()
        if not id_:
            raise DataError(path, f"row {number}", "the counsellor has no id")
        if id_ in counsellors:
            raise DataError(path, f"row {number}", f"{id_!r} stands twice")
        entry: Content = {"center": (row["center"] or "").strip()}
        if (row.get("name") or "").strip():
            entry["name"] = (row["name"] or "").strip()
        if (row.get("services") or "").strip():
            entry["services"] = (row["services"] or "").replace(",", " ").split()
        week = {
            day: (row.get(day) or "").split() for day in WEEKDAYS if (row.get(day) or "").strip()
        }
        if week:
            entry["hours"] = week
        counsellors[id_] = entry
    if not counsellors:
        raise DataError(path, "", "no counsellor in it")
    return counsellors


def _row_numbers(path: Path) -> dict[str, str]:
    return {(row["counsellor"] or "").strip(): f"row {number}" for number, row in _table(path)}
