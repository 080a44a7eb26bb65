from pathlib import Path

import pytest

from bot.errors import DataError
from bot.orientation import load
from tests.bot.orientation.conftest import Copy


def message(directory: Path) -> str:
    with pytest.raises(DataError) as caught:
        load(directory)
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_an_untouched_copy_loads(copy: Copy) -> None:
    assert load(copy.directory).programs["bts"].id == "bts"


def test_a_missing_file_is_named(copy: Copy) -> None:
    (copy.directory / "sectors.yml").unlink()
    assert "sectors.yml" in message(copy.directory)


def test_broken_yaml_gives_file_and_line(copy: Copy) -> None:
    (copy.directory / "sectors.yml").write_text("a: 1\nb: [", encoding="utf-8")
    text = message(copy.directory)
    assert "sectors.yml" in text
    assert "line" in text


def test_a_file_that_is_a_list_is_refused(copy: Copy) -> None:
    (copy.directory / "bac_tracks.yml").write_text("- a\n", encoding="utf-8")
    assert "a mapping is expected" in message(copy.directory)


def test_a_missing_variety_names_file_and_key(copy: Copy) -> None:
    copy.change("programs.yml", "programs", "bts", "what", "ary-Latn", drop=True)
    text = message(copy.directory)
    assert "programs.yml: programs.bts.what.ary-Latn" in text


def test_a_fifth_variety_is_refused(copy: Copy) -> None:
    copy.change("programs.yml", "programs", "bts", "what", "en", value="A diploma")
    assert "programs.bts.what.en" in message(copy.directory)


@pytest.mark.parametrize(
    ("keys", "value", "expected"),
    [
        (("programs", "bts", "length_years"), "two", "programs.bts.length_years"),
        (("programs", "bts", "length_years"), 9, "labels.length has no words for 9"),
        (("programs", "bts", "length_years"), 0, "above 0"),
        (("programs", "bts", "checked"), "yesterday", "programs.bts.checked"),
        (("programs", "bts", "verified"), "yes", "programs.bts.verified"),
        (("programs", "bts", "bac_tracks"), ["svt", "svt"], "repeats itself"),
        (("programs", "bts", "bac_tracks"), ["astrology"], "there is no 'astrology'"),
        (("programs", "bts", "entry_level"), None, "programs.bts.entry_level"),
        (("shelf_life_days",), -1, "shelf_life_days"),
    ],
)
def test_a_wrong_value_in_programs_is_named(
    copy: Copy, keys: tuple[str, ...], value: object, expected: str
) -> None:
    copy.change("programs.yml", *keys, value=value)
    assert expected in message(copy.directory)


def test_a_missing_key_is_not_taken_for_null(copy: Copy) -> None:
    copy.change("programs.yml", "programs", "bts", "platform", drop=True)
    assert "programs.bts.platform: the key is missing" in message(copy.directory)


def test_a_length_without_words_for_the_unknown_is_refused(copy: Copy) -> None:
    copy.change("programs.yml", "labels", "length", "unknown", drop=True)
    assert "labels.length.unknown" in message(copy.directory)


def test_a_track_that_leads_nowhere_is_refused(copy: Copy) -> None:
    copy.change("bac_tracks.yml", "bac_tracks", "svt", "programs", value=["hogwarts"])
    assert "bac_tracks.svt.programs: there is no 'hogwarts'" in message(copy.directory)


def test_a_track_cannot_lead_to_a_programme_that_refuses_it(copy: Copy) -> None:
    copy.change("bac_tracks.yml", "bac_tracks", "lettres", "programs", value=["fmp"])
    assert "'fmp' does not take this track" in message(copy.directory)


def test_a_place_without_a_source_is_refused(copy: Copy) -> None:
    copy.change("sectors.yml", "sectors", "beauty", "places", value=["fes"])
    assert "sectors.beauty.source" in message(copy.directory)


def test_too_few_jobs_are_refused(copy: Copy) -> None:
    copy.change("sectors.yml", "sectors", "beauty", "jobs", "fr", value=["coiffeur"])
    assert "sectors.beauty.jobs" in message(copy.directory)


def test_an_occupation_of_no_sector_is_refused(copy: Copy) -> None:
    copy.change("occupations.yml", "occupations", "nurse", "sector", value="magic")
    assert "there is no sector 'magic'" in message(copy.directory)


def test_an_occupation_with_an_unknown_programme_is_refused(copy: Copy) -> None:
    copy.change("occupations.yml", "occupations", "nurse", "programs", value=["hogwarts"])
    assert "occupations.nurse.programs: there is no 'hogwarts'" in message(copy.directory)


def test_two_occupations_cannot_share_a_name(copy: Copy) -> None:
    copy.change("occupations.yml", "occupations", "nurse", "aliases", value=["Pâtissier"])
    text = message(copy.directory)
    assert "'patissier' is also a name of" in text


def test_a_default_gives_way_to_what_the_item_says(copy: Copy) -> None:
    copy.change("sectors.yml", "sectors", "beauty", "shelf_life_days", value=10)
    sectors = load(copy.directory).sectors
    assert sectors["beauty"].shelf_life_days == 10
    assert sectors["tourism"].shelf_life_days == 365
