"""The centre's commands, run as an operator runs them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml

from bot.__main__ import main
from bot.appointments.agenda_file import Content
from bot.appointments.appointment import MISSED, Wanted
from bot.appointments.desk import Desk, desk_for
from bot.memory.database import engine_for, reading
from bot.messages.outbox import NOTICE, outbox

Want = Callable[..., Wanted]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'office.sqlite3'}"
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
def desk(url: str, content: Content) -> Desk:
    desk = desk_for(url)
    desk.agendas.put(content)
    return desk


def notices(url: str) -> list[str]:
    query = sa.select(outbox.c.message).where(outbox.c.kind == NOTICE)
    with reading(engine_for(url)) as connection:
        return list(connection.execute(query).scalars())


def test_loading_says_what_is_in_force(
    url: str, content: Content, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "agenda.yml"
    file.write_text(yaml.safe_dump(content))
    assert main(["appointments", "load", str(file)]) == 0
    assert "3 counsellors in 2 centres" in capsys.readouterr().out
    assert set(desk_for(url).agenda.counsellors) == {"salma", "karim", "nadia"}


def test_a_wrong_file_changes_nothing(
    desk: Desk, content: Content, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "agenda.yml"
    file.write_text(yaml.safe_dump({**content, "rules": {}}))
    assert main(["appointments", "load", str(file)]) == 1
    assert "rules" in capsys.readouterr().err
    assert desk.agenda.rules.horizon_days == 60


def test_list_export_and_sheet_hold_no_student(
    desk: Desk, want: Want, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    booked = desk.book(want("whatsapp:student-number"))
    main(["appointments", "list", "--day", "2026-11-25"])
    main(["appointments", "sheet", "tanger-universite", "2026-11-25"])
    main(["appointments", "export", str(tmp_path / "all.csv")])
    said = capsys.readouterr().out + (tmp_path / "all.csv").read_text()
    assert said.count(booked.code) == 3
    assert "10:30-11:00" in said
    assert "student-number" not in said


def test_the_sheet_marks_what_the_counsellor_has_to_know(
    desk: Desk, want: Want, capsys: pytest.CaptureFixture[str]
) -> None:
    minor = desk.book(want("s1", "2026-11-25T09:00", guardian=True))
    came = desk.book(want("s2", "2026-11-25T10:00"))
    gone = desk.book(want("s3", "2026-11-25T11:00"))
    main(["appointments", "outcome", came.code, "came"])
    main(["appointments", "cancel", gone.code])
    capsys.readouterr()
    main(["appointments", "sheet", "tanger-universite", "2026-11-25"])
    lines = capsys.readouterr().out.splitlines()
    of = {code: line for line in lines for code in (minor.code, came.code) if code in line}
    assert "minor" in of[minor.code]
    assert "[ ]" in of[minor.code]
    assert "minor" not in of[came.code]
    assert "[x]" in of[came.code]
    assert gone.code not in "".join(lines)


def test_the_student_is_told_of_a_move_and_a_cancellation(url: str, desk: Desk, want: Want) -> None:
    booked = desk.book(want())
    assert main(["appointments", "move", booked.code, "2026-11-26T09:00"]) == 0
    assert "jeudi 26 novembre à 09:00" in notices(url)[0]
    assert main(["appointments", "cancel", booked.code]) == 0
    assert len(notices(url)) == 2
    assert desk.lookup.open_of("s1") == []


def test_a_block_names_what_stands_in_it(
    desk: Desk, want: Want, capsys: pytest.CaptureFixture[str]
) -> None:
    booked = desk.bookings.book(want(), ["salma"])
    main(["appointments", "block", "salma", "2026-11-25T10:00", "2026-11-25T12:00"])
    assert booked.code in capsys.readouterr().out
    hours = desk.hours("tanger-universite", "orientation", booked.start.date())
    assert not [start for start in hours if start.hour in (10, 11)]


def test_outcome_and_feed(desk: Desk, want: Want, capsys: pytest.CaptureFixture[str]) -> None:
    booked = desk.book(want())
    assert main(["appointments", "outcome", booked.code, "missed"]) == 0
    assert desk.lookup.by_code(booked.code).status == MISSED
    main(["appointments", "feed", "salma"])
    first = capsys.readouterr().out.splitlines()[-1]
    main(["appointments", "feed", "salma"])
    assert capsys.readouterr().out.strip() == first
    main(["appointments", "feed", "salma", "--renew"])
    assert capsys.readouterr().out.strip() != first


@pytest.mark.parametrize(
    "arguments",
    [["cancel", "000000"], ["move", "000000", "2026-11-26T09:00"], ["feed", "nobody"]],
)
def test_an_unknown_code_is_one_line(
    desk: Desk, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["appointments", *arguments]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
