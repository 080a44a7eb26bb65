from pathlib import Path

import pytest
import yaml

from bot.appointments.agenda_file import FILE, Content, load, parse, read_yaml
from bot.appointments.centers import LABEL_LENGTH, centers, centers_of
from bot.errors import DataError

CSV = """counsellor,center,name,services,monday,friday
amina,tanger-ofppt,Amina,cv-review job-search,09:00-12:00 14:00-16:00,09:00-12:00
youssef,tanger-ofppt,,,,
"""


def test_every_centre_can_be_booked_in_a_fresh_copy() -> None:
    agenda = parse(read_yaml(FILE))
    assert agenda.demo
    for center in centers():
        assert agenda.services_at(center) == list(agenda.minutes)


def test_what_is_unknown_of_a_centre_is_null() -> None:
    assert len(centers()) == 6
    for center in centers().values():
        assert center.address is None and center.phone is None and not center.verified
        assert all(len(label) <= LABEL_LENGTH for label in center.label.values())
    assert [center.id for center in centers_of("tanger")] == ["tanger-universite", "tanger-ofppt"]


def test_a_csv_file_replaces_the_counsellors(tmp_path: Path) -> None:
    file = tmp_path / "agenda.csv"
    file.write_text(CSV)
    agenda = parse(load(file))
    assert set(agenda.counsellors) == {"amina", "youssef"}
    assert agenda.counsellors["amina"].services == {"cv-review", "job-search"}
    assert [f"{span[0]:%H:%M}" for span in agenda.counsellors["amina"].hours[0]] == [
        "09:00",
        "14:00",
    ]
    assert agenda.counsellors["youssef"].services == set(agenda.minutes)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("youssef,tanger-ofppt", "youssef,oujda", "row 3: 'oujda' is not a known centre"),
        ("09:00-12:00 14", "09:00-noon 14", "row 2: monday: '09:00-noon' is not a span"),
        ("09:00-12:00 14", "12:00-09:00 14", "row 2: monday: '12:00-09:00' ends before it begins"),
        ("09:00-12:00 14", "09:00-15:00 14", "row 2: monday: two spans overlap"),
        ("cv-review job", "massage job", "row 2: 'massage' has no length under services"),
        ("youssef", "amina", "row 3: 'amina' stands twice"),
        ("counsellor,", "who,", "row 1: the column 'counsellor' is missing"),
    ],
)
def test_a_wrong_row_is_named_with_the_reason(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    file = tmp_path / "agenda.csv"
    file.write_text(CSV.replace(old, new, 1))
    with pytest.raises(DataError) as error:
        load(file)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rules": {"step_minutes": 7}}, "rules.step_minutes: must be"),
        ({"services": {"massage": 30}}, "services.massage: is not a known service"),
        ({"hours": {"lundi": []}}, "hours: 'lundi' is not a weekday"),
        ({"closures": [{"from": "soon"}]}, "closures[1].from: 'soon' is not a day"),
        ({"counsellors": {}}, "counsellors: is missing or empty"),
    ],
)
def test_a_wrong_key_is_named_with_the_reason(
    tmp_path: Path, content: Content, change: Content, message: str
) -> None:
    file = tmp_path / "agenda.yml"
    file.write_text(yaml.safe_dump({**content, **change}))
    with pytest.raises(DataError) as error:
        load(file)
    assert message in str(error.value)


def test_a_broken_file_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "agenda.yml"
    file.write_text("rules: [1, 2")
    with pytest.raises(DataError, match="line"):
        load(file)
    with pytest.raises(DataError, match="cannot be read"):
        load(tmp_path / "absent.yml")


def test_the_gazetteer_names_the_centres_of_the_list() -> None:
    entries = yaml.safe_load(Path("data/gazetteers/center.yml").read_text("utf-8"))["entries"]
    assert set(entries) == set(centers())
